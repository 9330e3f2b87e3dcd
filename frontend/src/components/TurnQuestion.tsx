import { Button, Group, RingProgress } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { answersTo, wantsWords } from "../conversation/answers";
import { WAITS_S, waitsUntil } from "../conversation/question";
import { spokenIn, type Turn, type TurnQuestion as Question } from "../conversation/turn";
import { useSatellite } from "../satellite/SatelliteContext";
import { formatCountdown } from "../timers/countdown";
import { useNow } from "../timers/useNow";
import styles from "./TurnView.module.css";

interface Props {
  turn: Turn;
  question: Question;
}

/** What can be answered to a question, to be tapped instead of said, and for how long it waits. */
export function TurnQuestion({ turn, question }: Props) {
  const { t, i18n } = useTranslation();
  const { client, state } = useSatellite();
  const spoken = question.language ?? spokenIn(turn);
  const language = spoken === "" ? i18n.language : spoken;
  const until = waitsUntil(turn);
  const now = useNow(true, 500);
  const left = Math.min(WAITS_S, until - now);
  if (left <= 0) {
    return (
      <p className={styles.waits} data-testid="turn-over">
        {t("turn.over")}
      </p>
    );
  }
  const listening = state.phase === "listening";
  return (
    <div data-testid="turn-question">
      <p className={styles.waits}>
        {turn.askedAt === null && (
          <RingProgress
            size={20}
            thickness={3}
            aria-hidden
            sections={[{ value: (left / WAITS_S) * 100, color: "fern" }]}
          />
        )}
        <span>
          {listening
            ? t("turn.hearsAnswer")
            : t(wantsWords(question) ? "turn.waitsWords" : "turn.waits")}
        </span>
        {/* Who asks on a satellite decides how long it waits; that is not told here. */}
        {turn.askedAt === null && (
          <span role="timer" aria-live="off" className={styles.waitsLeft}>
            {formatCountdown(left)}
          </span>
        )}
      </p>
      <Group
        gap="xs"
        mt="xs"
        role="group"
        aria-label={t("turn.options")}
        data-testid="turn-options"
      >
        {answersTo(question, language).map(({ label, kind, sentence }) => (
          <Button
            key={sentence}
            variant={kind === "option" || kind === "yes" ? "light" : "default"}
            disabled={!state.ready}
            h="auto"
            mih={36}
            style={{ maxWidth: "100%" }}
            styles={{ label: { whiteSpace: "normal" } }}
            onClick={() => void client.commands.send(sentence)}
          >
            {kind === "option" ? label : t(`turn.${kind}`)}
          </Button>
        ))}
      </Group>
    </div>
  );
}
