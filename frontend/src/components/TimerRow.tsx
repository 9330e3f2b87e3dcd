import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Timer } from "../api/types";
import { elapsedPart, formatCountdown } from "../timers/countdown";
import styles from "./TimerRow.module.css";

interface Props {
  timer: Timer;
  /** Seconds since the epoch, by the hub's clock. */
  now: number;
  onEnd: () => void;
}

/** One timer counting down. */
export function TimerRow({ timer, now, onEnd }: Props) {
  const { t } = useTranslation();
  const ringing = timer.state === "ringing";
  const name = timer.name ?? t("timers.unnamed");
  const elapsed = ringing ? 1 : elapsedPart(timer.due_at, timer.duration_s, now);
  return (
    <li className={styles.row} data-testid="timer-card" data-state={timer.state}>
      <span className={styles.name}>{name}</span>
      <span className={styles.left} role="timer" aria-live="off">
        {ringing ? t("timers.ringing") : formatCountdown(timer.due_at - now)}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        radius="xl"
        aria-label={t(ringing ? "timers.stop" : "timers.cancel", { name })}
        data-testid="timer-cancel"
        onClick={onEnd}
      >
        <IconX size={18} />
      </ActionIcon>
      <div className={styles.track} aria-hidden="true">
        <div className={styles.fill} style={{ width: `${elapsed * 100}%` }} />
      </div>
    </li>
  );
}
