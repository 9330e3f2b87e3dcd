import { ActionIcon, Title } from "@mantine/core";
import {
  IconAlarm,
  IconBell,
  IconBellRinging,
  IconBolt,
  IconCalendarClock,
  IconListCheck,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
  IconZzz,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { type Plan, SNOOZED, useOrderPlan, useSchedules } from "../../api/schedules";
import { useSnoozeLength } from "../../api/useSnoozeLength";
import { upcoming } from "../../schedules/agenda";
import { planName } from "../../schedules/planName";
import { troubleText } from "../../schedules/trouble";
import { useHomeZone } from "../../schedules/useHomeZone";
import { momentWords } from "../../schedules/when";
import { useNow } from "../../timers/useNow";
import { notDone } from "../panel/notDone";
import styles from "./UpcomingCard.module.css";

const SHOWN = 4;
const TICK_MS = 5_000;
const ICONS = {
  alarm: IconAlarm,
  reminder: IconBell,
  command: IconBolt,
  routine: IconListCheck,
} as const;

/** What rings, and the next alarms, reminders and commands; nothing while there are none. */
export function UpcomingCard() {
  const { t, i18n } = useTranslation();
  const snoozeLength = useSnoozeLength();
  const zone = useHomeZone();
  const now = useNow(true, TICK_MS);
  const shown = upcoming(useSchedules().data ?? [], SHOWN);
  const order = useOrderPlan((error) => notDone(error, t("schedules.planFailed")));
  if (shown.length === 0) {
    return null;
  }
  const button = (plan: Plan, what: "pause" | "resume" | "stop" | "snooze") => {
    const Icon = {
      pause: IconPlayerPause,
      resume: IconPlayerPlay,
      stop: IconX,
      snooze: IconZzz,
    }[what];
    const name = planName(plan, t);
    return (
      <ActionIcon
        variant={what === "stop" ? "filled" : what === "pause" ? "subtle" : "light"}
        color={what === "pause" ? "gray" : undefined}
        size={40}
        radius="xl"
        aria-label={t(`home.plan.${what}`, { name })}
        data-testid={`home-plan-${what}`}
        onClick={() =>
          order.mutate(
            what === "snooze"
              ? { plan, order: what, seconds: snoozeLength(plan) }
              : { plan, order: what },
          )
        }
      >
        <Icon size={19} />
      </ActionIcon>
    );
  };
  return (
    <section className={styles.card} aria-label={t("home.upcoming")} data-testid="upcoming">
      <Title order={2} className={styles.title}>
        <IconCalendarClock size={18} stroke={1.8} aria-hidden />
        <span>{t("home.upcoming")}</span>
        <Link to="/schedules" className={styles.all}>
          {t("home.upcomingAll")}
        </Link>
      </Title>
      <ul className={styles.list}>
        {shown.map((plan) => {
          const ringing = plan.state === "ringing";
          const Icon = ringing ? IconBellRinging : ICONS[plan.kind];
          return (
            <li
              key={plan.id}
              className={styles.row}
              data-testid="home-plan"
              data-state={plan.state}
              data-kind={plan.kind}
            >
              <Icon size={20} stroke={1.8} className={styles.mark} aria-hidden />
              <span className={styles.words}>
                <span className={styles.name}>{planName(plan, t)}</span>
                <span className={styles.when}>
                  {plan.state === "paused"
                    ? t("timers.paused")
                    : plan.running
                      ? t("schedules.running")
                      : (ringing && troubleText(plan, t)) ||
                        momentWords(plan.due_at, now, i18n.language, zone)}
                </span>
              </span>
              {ringing && !plan.running && (
                <>
                  {SNOOZED.has(plan.kind) && button(plan, "snooze")}
                  {button(plan, "stop")}
                </>
              )}
              {plan.state === "pending" && plan.kind !== "routine" && button(plan, "pause")}
              {plan.state === "paused" && button(plan, "resume")}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
