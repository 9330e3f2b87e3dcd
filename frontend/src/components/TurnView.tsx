import { VisuallyHidden } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";

import { errorText, replyText } from "../conversation/replyText";
import type { Turn } from "../conversation/turn";
import { Logo } from "./Logo";
import { TurnActions } from "./TurnActions";
import { TurnDetails } from "./TurnDetails";
import { TurnLink } from "./TurnLink";
import { TurnQuestion } from "./TurnQuestion";
import styles from "./TurnView.module.css";

interface Props {
  turn: Turn;
  /** Nothing was said after it. */
  latest?: boolean;
  /** Its question waits for an answer. */
  asks?: boolean;
}

/** One exchange: what was heard, what was answered, and how it came about. */
export const TurnView = memo(function TurnView({ turn, latest = false, asks = false }: Props) {
  const { t, i18n } = useTranslation();
  const translate = (code: string) => {
    if (code === "silent") {
      return t("turn.silent");
    }
    return i18n.exists(`reason.${code}`) ? t(`reason.${code}` as "reason.error") : null;
  };
  const reply = replyText(turn, translate);
  const listening = turn.source === "audio" && !turn.heardFinal && !turn.done;
  const failed = turn.question === null && (turn.error !== null || turn.reason !== null);
  return (
    <li className={styles.turn}>
      {(turn.heard !== "" || listening) && (
        <>
          <VisuallyHidden>{t("talk.you")}:</VisuallyHidden>
          <div
            className={styles.heard}
            data-testid="talk-heard"
            data-final={turn.heardFinal}
            aria-live="off"
          >
            {turn.heard || <Waiting label={t("turn.listening")} />}
          </div>
        </>
      )}
      {!listening && (
        <div className={styles.answer}>
          <div className={styles.avatar}>
            <Logo size={34} />
          </div>
          <div>
            {turn.source !== "announce" && <VisuallyHidden>{t("turn.assistant")}:</VisuallyHidden>}
            <div
              className={styles.reply}
              data-testid="talk-reply"
              data-done={turn.done}
              data-failed={failed}
            >
              {turn.source === "announce" && turn.question === null && (
                <span className={styles.kind}>{t("turn.announcement")}</span>
              )}
              {reply ?? <Waiting label={t("turn.thinking")} />}
              {reply !== null && errorText(turn, reply) !== "" && (
                <div className={styles.error}>{errorText(turn, reply)}</div>
              )}
              {turn.error?.code === "interrupted" && (
                <div className={styles.error}>{t("turn.interrupted")}</div>
              )}
            </div>
            {asks && turn.question !== null && (
              <TurnQuestion turn={turn} question={turn.question} />
            )}
            <div className={styles.below}>
              {turn.events.length > 0 && <TurnDetails turn={turn} />}
              {turn.done && turn.runId !== null && <TurnLink runId={turn.runId} failed={failed} />}
              {turn.done && <TurnActions turn={turn} latest={latest} failed={failed} />}
            </div>
          </div>
        </div>
      )}
    </li>
  );
});

function Waiting({ label }: { label: string }) {
  return (
    <span className={styles.dots}>
      <VisuallyHidden>{label}</VisuallyHidden>
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <span aria-hidden="true" />
    </span>
  );
}
