import { ActionIcon, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { TimerOrder } from "../api/timers";
import type { Timer } from "../api/types";
import { lengthText } from "../schedules/length";
import { elapsedPart, formatCountdown } from "../timers/countdown";
import styles from "./TimerRow.module.css";

const MORE_S = 60;

interface Props {
  timer: Timer;
  /** Seconds since the epoch, by the hub's clock. */
  now: number;
  onOrder: (order: TimerOrder) => void;
  onEnd: () => void;
}

/** One timer counting down, standing still or ringing. */
export function TimerRow({ timer, now, onOrder, onEnd }: Props) {
  const { t, i18n } = useTranslation();
  const ringing = timer.state === "ringing";
  const paused = timer.state === "paused";
  const name = timer.name ?? t("timers.unnamed");
  const left = timer.left_s ?? timer.due_at - now;
  const elapsed = ringing ? 1 : elapsedPart(left, timer.duration_s, 0);
  return (
    <li className={styles.row} data-testid="timer-card" data-state={timer.state}>
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.left} role="timer" aria-live="off">
          {ringing ? t("timers.ringing") : formatCountdown(left)}
          {paused && <span className={styles.paused}>{t("timers.paused")}</span>}
        </span>
      </span>
      {!ringing && (
        <>
          <UnstyledButton
            className={styles.more}
            data-testid="timer-more"
            onClick={() => onOrder({ timer, order: "add", seconds: MORE_S })}
          >
            +{lengthText(MORE_S, i18n.language)}
            <VisuallyHidden>: {t("timers.more", { name })}</VisuallyHidden>
          </UnstyledButton>
          <ActionIcon
            variant="light"
            size={40}
            radius="xl"
            aria-label={t(paused ? "timers.resume" : "timers.pause", { name })}
            data-testid="timer-pause"
            onClick={() => onOrder({ timer, order: paused ? "resume" : "pause" })}
          >
            {paused ? <IconPlayerPlay size={19} /> : <IconPlayerPause size={19} />}
          </ActionIcon>
        </>
      )}
      <ActionIcon
        variant={ringing ? "filled" : "subtle"}
        color={ringing ? undefined : "gray"}
        size={40}
        radius="xl"
        aria-label={t(ringing ? "timers.stop" : "timers.cancel", { name })}
        data-testid="timer-cancel"
        onClick={onEnd}
      >
        <IconX size={19} />
      </ActionIcon>
      <div className={styles.track} aria-hidden="true">
        <div className={styles.fill} style={{ width: `${elapsed * 100}%` }} />
      </div>
    </li>
  );
}
