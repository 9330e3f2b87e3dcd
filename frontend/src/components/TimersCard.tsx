import { Title } from "@mantine/core";
import { IconHourglassHigh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useEndTimer, useOrderTimer, useTimers } from "../api/timers";
import { useNow } from "../timers/useNow";
import { TimerRow } from "./TimerRow";
import styles from "./TimersCard.module.css";
import { notDone } from "./panel/notDone";

/** Timers that ring, run or stand still; nothing while there are none. */
export function TimersCard() {
  const { t } = useTranslation();
  const timers = (useTimers().data ?? []).filter(
    ({ state }) => state === "pending" || state === "ringing" || state === "paused",
  );
  const now = useNow(timers.some(({ state }) => state === "pending"));
  const refused = (error: unknown) => notDone(error, t("timers.failed"));
  const order = useOrderTimer(refused);
  const end = useEndTimer(refused);
  if (timers.length === 0) {
    return null;
  }
  return (
    <section className={styles.card} aria-label={t("timers.title")} data-testid="timers">
      <Title order={2} className={styles.title}>
        <IconHourglassHigh size={18} stroke={1.8} aria-hidden />
        {t("timers.title")}
      </Title>
      <ul className={styles.list}>
        {timers.map((timer) => (
          <TimerRow
            key={timer.id}
            timer={timer}
            now={now}
            onOrder={order.mutate}
            onEnd={() => end.mutate(timer)}
          />
        ))}
      </ul>
    </section>
  );
}
