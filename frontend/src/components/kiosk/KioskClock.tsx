import { useTranslation } from "react-i18next";

import { inZone } from "../../schedules/zone";
import styles from "./KioskClock.module.css";

interface Props {
  now: Date;
  /** The home's time zone; undefined: the tablet's. */
  zone: string | undefined;
}

/** The time, as large as it goes, and the day. */
export function KioskClock({ now, zone }: Props) {
  const { i18n } = useTranslation();
  const time = new Intl.DateTimeFormat(i18n.language, {
    hour: "numeric",
    minute: "2-digit",
    ...inZone(zone),
  });
  const day = new Intl.DateTimeFormat(i18n.language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...inZone(zone),
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
