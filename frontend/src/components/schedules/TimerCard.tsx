import { ActionIcon, Button, RingProgress, Tooltip } from "@mantine/core";
import {
  IconBellRinging,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
  IconVolume,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { TimerOrder } from "../../api/timers";
import type { Timer } from "../../api/types";
import { elapsedPart, formatCountdown } from "../../timers/countdown";
import { dueText, lengthText } from "../../schedules/length";
import styles from "./TimerCard.module.css";

interface Props {
  timer: Timer;
  /** Seconds since the epoch, by the hub's clock. */
  now: number;
  timeZone: string | undefined;
  /** Name of the satellite it rings on; undefined: everywhere. */
  where: string | undefined;
  onOrder: (order: TimerOrder) => void;
  onEdit: () => void;
  onEnd: () => void;
}

/** One timer: how much is left, where and when it rings, and everything that can be done with it. */
export function TimerCard({ timer, now, timeZone, where, onOrder, onEdit, onEnd }: Props) {
  const { t, i18n } = useTranslation();
  const { state } = timer;
  const name = timer.name ?? t("timers.unnamed");
  const left = timer.left_s ?? timer.due_at - now;
  const rest = state === "ringing" ? 1 : 1 - elapsedPart(now + left, timer.duration_s, now);
  const locale = i18n.language;
  return (
    <li
      className={styles.card}
      data-testid="schedule-timer"
      data-state={state}
      data-timer-id={timer.id}
    >
      <RingProgress
        size={148}
        thickness={8}
        roundCaps
        aria-hidden
        rootColor="var(--ova-sunken)"
        sections={[
          { value: rest * 100, color: state === "ringing" ? "var(--ova-lit-strong)" : "fern" },
        ]}
        label={
          state === "ringing" ? (
            <IconBellRinging className={styles.bell} size={40} aria-hidden />
          ) : (
            <span className={styles.left} data-testid="schedule-left">
              {formatCountdown(left)}
            </span>
          )
        }
      />
      <div className={styles.words}>
        <h3 className={styles.name}>{name}</h3>
        <p className={styles.state} role="status">
          {state === "ringing" && t(timer.late ? "schedules.rangLate" : "timers.ringing")}
          {state === "paused" && t("schedules.paused")}
          {state === "pending" &&
            t("schedules.dueAt", { time: dueText(timer.due_at, now, locale, timeZone) })}
        </p>
        <p className={styles.facts}>
          {lengthText(timer.duration_s, locale)} ·{" "}
          <IconVolume size={15} className={styles.icon} aria-hidden />{" "}
          {where ?? t("schedules.everywhere")}
        </p>
      </div>
      {state === "ringing" ? (
        <Button
          size="md"
          fullWidth
          color="var(--ova-lit-strong)"
          c="#3d2a00"
          aria-label={t("timers.stop", { name })}
          data-testid="schedule-stop"
          onClick={onEnd}
        >
          {t("timers.stopRing")}
        </Button>
      ) : (
        <div className={styles.actions}>
          <Add timer={timer} name={name} seconds={-60} disabled={left <= 61} onOrder={onOrder} />
          <Icon
            icon={state === "paused" ? IconPlayerPlay : IconPlayerPause}
            label={t(state === "paused" ? "schedules.resume" : "schedules.pause", { name })}
            testId={state === "paused" ? "schedule-resume" : "schedule-pause"}
            primary
            onClick={() => onOrder({ timer, order: state === "paused" ? "resume" : "pause" })}
          />
          <Add timer={timer} name={name} seconds={60} onOrder={onOrder} />
          <span className={styles.gap} />
          <Icon
            icon={IconPencil}
            label={t("schedules.edit", { name })}
            testId="schedule-edit"
            onClick={onEdit}
          />
          <Icon
            icon={IconTrash}
            label={t("schedules.delete", { name })}
            testId="schedule-delete"
            onClick={onEnd}
          />
        </div>
      )}
    </li>
  );
}

interface IconProps {
  icon: TablerIcon;
  label: string;
  testId: string;
  primary?: boolean;
  onClick: () => void;
}

function Icon({ icon: Shape, label, testId, primary = false, onClick }: IconProps) {
  return (
    <Tooltip label={label} openDelay={500}>
      <ActionIcon
        size={44}
        radius="xl"
        variant={primary ? "light" : "subtle"}
        color={primary ? "fern" : "gray"}
        aria-label={label}
        data-testid={testId}
        onClick={onClick}
      >
        <Shape size={21} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}

interface AddProps {
  timer: Timer;
  name: string;
  seconds: number;
  disabled?: boolean;
  onOrder: (order: TimerOrder) => void;
}

function Add({ timer, name, seconds, disabled = false, onOrder }: AddProps) {
  const { t } = useTranslation();
  const more = seconds > 0;
  return (
    <Button
      className={styles.add}
      size="sm"
      variant="default"
      disabled={disabled}
      aria-label={t(more ? "schedules.addMinute" : "schedules.takeMinute", { name })}
      data-testid={more ? "schedule-add" : "schedule-take"}
      onClick={() => onOrder({ timer, order: "add", seconds })}
    >
      {more ? "+1" : "−1"}
    </Button>
  );
}
