import { IconAlarm, IconHourglass } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { momentWords, timeText, untilText } from "../../schedules/when";
import { dayAt } from "../../schedules/zone";
import type { Planned } from "../../satellite/planned";
import { useSatellite } from "../../satellite/SatelliteContext";
import { formatCountdown } from "../../timers/countdown";
import { hubClock } from "../../timers/hubClock";
import { useNow } from "../../timers/useNow";
import styles from "./KioskTimers.module.css";

const SHOWN = 4;
const ALARMS_SHOWN = 2;

/** The timers that were set here, counting down, and the alarms to come; the next one first. */
export function KioskTimers() {
  const { t } = useTranslation();
  const { state } = useSatellite();
  const timers = state.timers.filter((timer) => timer.state !== "ringing");
  const planned = state.planned.slice(0, ALARMS_SHOWN);
  const now = useNow(timers.length > 0);
  if (timers.length + planned.length === 0) {
    return null;
  }
  return (
    <ul className={styles.timers} aria-label={t("kiosk.toCome")}>
      {timers.slice(0, SHOWN).map((timer) => (
        <li key={timer.id} className={styles.timer} data-testid="kiosk-timer">
          <IconHourglass className={styles.icon} aria-hidden />
          <span className={styles.name}>{timer.name ?? t("timers.unnamed")}</span>
          <span className={styles.left} role="timer" aria-live="off">
            {formatCountdown(timer.left_s ?? timer.due_at - now)}
          </span>
          {timer.state === "paused" && <span>{t("timers.paused")}</span>}
        </li>
      ))}
      {timers.length > SHOWN && (
        <li className={styles.timer}>{t("kiosk.moreTimers", { count: timers.length - SHOWN })}</li>
      )}
      {planned.map((one) => (
        <PlannedItem key={one.id} planned={one} zone={state.zone} />
      ))}
    </ul>
  );
}

/** An alarm or a reminder: its time, and how far away it is. Told anew with the clock. */
function PlannedItem({ planned, zone }: { planned: Planned; zone: string | undefined }) {
  const { kind, name, dueAt } = planned;
  const { t, i18n } = useTranslation();
  const now = hubClock.now();
  const today = dayAt(now, zone) === dayAt(dueAt, zone);
  return (
    <li className={styles.timer} data-testid="kiosk-alarm">
      <IconAlarm className={styles.icon} aria-hidden />
      <span className={styles.name}>
        {name || t(kind === "reminder" ? "timers.kind.reminder" : "timers.kind.alarm")}
      </span>
      <span className={styles.left}>
        {today
          ? timeText(dueAt, i18n.language, zone)
          : momentWords(dueAt, now, i18n.language, zone)}
      </span>
      <span className={styles.until}>{untilText(dueAt, now, i18n.language, t)}</span>
    </li>
  );
}
