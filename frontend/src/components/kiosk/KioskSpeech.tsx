import { useTranslation } from "react-i18next";
import { useEffect, useState } from "react";

import { replyText } from "../../conversation/replyText";
import { useSatellite } from "../../satellite/SatelliteContext";
import styles from "./KioskSpeech.module.css";

const SHOWN_MS = 120_000;

/** What was said last and what was answered; it goes after two minutes. */
export function KioskSpeech() {
  const { t, i18n } = useTranslation();
  const translate = (code: string) =>
    i18n.exists(`reason.${code}`) ? t(`reason.${code}` as "reason.error") : null;
  const { state } = useSatellite();
  const turn = state.turns.at(-1);
  const [old, setOld] = useState("");
  const busy = state.phase !== "idle";
  const key = turn?.key ?? "";
  useEffect(() => {
    if (busy) {
      return undefined;
    }
    const timer = setTimeout(() => setOld(key), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [busy, key]);
  if (!turn || (old === key && !busy)) {
    return <div className={styles.speech} />;
  }
  return (
    <div className={styles.speech} aria-live="polite">
      {turn.heard !== "" && (
        <p className={styles.heard} data-testid="kiosk-heard">
          {t("kiosk.quoted", { phrase: turn.heard })}
        </p>
      )}
      <p className={styles.reply} data-testid="kiosk-reply" data-done={turn.done}>
        {replyText(turn, translate)}
      </p>
    </div>
  );
}
