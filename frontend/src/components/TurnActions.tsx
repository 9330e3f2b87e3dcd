import { Button } from "@mantine/core";
import { IconRefresh, IconVolume } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Turn } from "../conversation/turn";
import { useSatellite } from "../satellite/SatelliteContext";

interface Props {
  turn: Turn;
  latest: boolean;
  failed: boolean;
}

/** What can be done with an answer: hear it again, try again. */
export function TurnActions({ turn, latest, failed }: Props) {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  const [gone, setGone] = useState(false);
  const look = { variant: "subtle", color: "gray", c: "dimmed", size: "compact-sm" } as const;
  const again = () =>
    void (turn.heard === "" ? client.commands.listen() : client.commands.send(turn.heard));
  const hear = () => {
    const audio = new Audio(`/api/audio/${encodeURIComponent(turn.audioId ?? "")}`);
    // The hub keeps it for minutes only.
    audio.play().catch(() => setGone(true));
  };
  return (
    <>
      {turn.audioId !== null && !gone && (
        <Button
          {...look}
          leftSection={<IconVolume size={15} aria-hidden />}
          onClick={hear}
          data-testid="turn-hear"
        >
          {t("turn.hearAgain")}
        </Button>
      )}
      {latest && failed && (
        <Button
          {...look}
          c="var(--mantine-primary-color-light-color)"
          disabled={!state.ready}
          leftSection={<IconRefresh size={15} aria-hidden />}
          onClick={again}
          data-testid="turn-again"
        >
          {t("turn.again")}
        </Button>
      )}
    </>
  );
}
