import { Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconHourglassHigh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { explain } from "../api/problem";
import { useEndTimer, useTimers } from "../api/timers";
import { useNow } from "../timers/useNow";
import { TimerRow } from "./TimerRow";
import styles from "./TimersCard.module.css";

/** Running timers; nothing while there are none. */
export function TimersCard() {
  const { t } = useTranslation();
  const timers = (useTimers().data ?? []).filter(
    ({ state }) => state === "pending" || state === "ringing",
  );
  const now = useNow(timers.length > 0);
  const end = useEndTimer((error) =>
    notifications.show({ color: "orange", title: t("timers.failed"), message: explain(error) }),
  );
  if (timers.length === 0) {
    return null;
  }
  return (
    <section className={styles.card} aria-label={t("timers.title")}>
      <Title order={2} className={styles.title}>
        <IconHourglassHigh size={18} stroke={1.8} aria-hidden />
        {t("timers.title")}
      </Title>
      <ul className={styles.list}>
        {timers.map((timer) => (
          <TimerRow key={timer.id} timer={timer} now={now} onEnd={() => end.mutate(timer)} />
        ))}
      </ul>
    </section>
  );
}
