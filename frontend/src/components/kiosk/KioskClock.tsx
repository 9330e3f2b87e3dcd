import { useTranslation } from "react-i18next";

import styles from "./KioskClock.module.css";

/** The time, as large as it goes, and the day. */
export function KioskClock({ now }: { now: Date }) {
  const { i18n } = useTranslation();
  const time = new Intl.DateTimeFormat(i18n.language, { hour: "numeric", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(i18n.language, {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  return (
    <div className={styles.clock}>
      <time className={styles.time} data-testid="kiosk-clock">
        {time.formatToParts(now).map(({ type, value }, index) =>
          type === "dayPeriod" ? (
            <small key={index} className={styles.half}>
              {value}
            </small>
          ) : (
            // The space beside it would be as large as the time.
            value.trim()
          ),
        )}
      </time>
      <span className={styles.day}>{day.format(now)}</span>
    </div>
  );
}
