import { Button, Group } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useHomeSettings } from "../api/homeSettings";
import { answersTo } from "../conversation/answers";
import type { TurnQuestion as Question } from "../conversation/turn";
import { useSatellite } from "../satellite/SatelliteContext";
import { hubClock } from "../timers/hubClock";

/** The hub waits this long for an answer. */
const WAITS_S = 60;

interface Props {
  question: Question;
  /** Seconds since the epoch, by the hub's clock. */
  askedAt: number;
}

/** What can be answered to a question, to be tapped instead of said; gone when the hub waits no more. */
export function TurnQuestion({ question, askedAt }: Props) {
  const { t, i18n } = useTranslation();
  const { client, state } = useSatellite();
  const language = useHomeSettings().data?.language ?? i18n.language;
  const [over, setOver] = useState(false);
  useEffect(() => {
    const left = askedAt + WAITS_S - hubClock.now();
    const timer = setTimeout(() => setOver(true), Math.max(0, left * 1000));
    return () => clearTimeout(timer);
  }, [askedAt]);
  if (over) {
    return null;
  }
  return (
    <Group gap="xs" mt="xs" role="group" aria-label={t("turn.options")} data-testid="turn-options">
      {answersTo(question, language).map(({ label, kind, sentence }) => (
        <Button
          key={sentence}
          variant={kind === "no" ? "default" : "light"}
          disabled={!state.ready}
          onClick={() => void client.send(sentence)}
        >
          {kind === "option" ? label : t(`turn.${kind}`)}
        </Button>
      ))}
    </Group>
  );
}
