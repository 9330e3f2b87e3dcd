import { ActionIcon, Badge, Menu, Tooltip } from "@mantine/core";
import {
  IconDots,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconTrash,
  IconVolume,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Plan } from "../../api/schedules";
import { planName } from "../../schedules/planName";
import { repeatOf, repeatText } from "../../schedules/recurrence";
import { troubleText } from "../../schedules/trouble";
import { momentWords, timeText, untilText } from "../../schedules/when";
import { KIND_ICONS } from "./kinds";
import styles from "./plans.module.css";
import type { PlanOrders } from "./usePlanOrders";

interface Props {
  plan: Plan;
  now: number;
  zone: string | undefined;
  /** Where it rings or counts as said; blank: everywhere. */
  where: string;
  orders: PlanOrders;
  onEdit: (plan: Plan) => void;
}

/** One alarm, reminder or command that waits or is paused, and what can be done with it. */
export function PlanRow({ plan, now, zone, where, orders, onEdit }: Props) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  const name = planName(plan, t);
  const Icon = KIND_ICONS[plan.kind];
  const repeat = repeatOf(plan.repeat);
  const paused = plan.state === "paused";
  const facts = [
    ...(name === t(`schedules.kind.${plan.kind}`) ? [] : [t(`schedules.kind.${plan.kind}`)]),
    ...(repeat ? [repeatText(repeat, locale, t)] : []),
  ];
  return (
    <li
      className={styles.row}
      data-testid="plan"
      data-kind={plan.kind}
      data-state={plan.state}
      data-id={plan.id}
    >
      <div className={styles.time}>
        <span className={styles.clock} data-testid="plan-clock">
          {paused && repeat === null
            ? momentWords(plan.due_at, now, locale, zone)
            : timeText(plan.due_at, locale, zone)}
        </span>
        <span className={styles.until}>
          {paused ? t("schedules.paused") : untilText(plan.due_at, now, locale, t)}
        </span>
      </div>
      <Icon size={20} stroke={1.8} className={styles.kind} aria-hidden />
      <div className={styles.words}>
        <h3 className={styles.name}>{name}</h3>
        <p className={styles.facts}>
          {facts.map((fact) => (
            <span key={fact}>{fact} · </span>
          ))}
          {plan.kind !== "command" && (
            <IconVolume size={15} className={styles.inline} aria-hidden />
          )}{" "}
          {where}
          {plan.snoozed && (
            <Badge size="sm" variant="light" ml={6}>
              {t("schedules.snoozed")}
            </Badge>
          )}
        </p>
        {plan.last_trouble && (
          <p className={styles.lastTrouble} data-testid="plan-last-trouble">
            {t("schedules.lastTrouble", {
              moment: momentWords(plan.last_trouble.due_at, now, locale, zone),
              what: troubleText(
                { ...plan, trouble: plan.last_trouble.trouble, words: plan.last_trouble.reason },
                t,
              ),
            })}
          </p>
        )}
      </div>
      <div className={styles.actions}>
        {plan.kind === "routine" ? null : (
          <Tooltip label={t(paused ? "schedules.resumeShort" : "schedules.pauseShort")}>
            <ActionIcon
              size={44}
              radius="xl"
              variant={paused ? "light" : "subtle"}
              color={paused ? "fern" : "gray"}
              aria-label={t(paused ? "schedules.resume" : "schedules.pause", { name })}
              data-testid={paused ? "plan-resume" : "plan-pause"}
              onClick={() => (paused ? orders.resume(plan) : orders.pause(plan))}
            >
              {paused ? <IconPlayerPlay size={20} /> : <IconPlayerPause size={20} />}
            </ActionIcon>
          </Tooltip>
        )}
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon
              size={44}
              radius="xl"
              variant="subtle"
              color="gray"
              aria-label={t("schedules.more", { name })}
              data-testid="plan-more"
            >
              <IconDots size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {plan.kind === "routine" ? (
              <Menu.Item
                component={Link}
                to={`/schedules/routines/${encodeURIComponent(plan.routine_id ?? "")}`}
                leftSection={<IconPencil size={17} aria-hidden />}
              >
                {t("schedules.editRoutine")}
              </Menu.Item>
            ) : (
              <Menu.Item
                leftSection={<IconPencil size={17} aria-hidden />}
                data-testid="plan-edit"
                onClick={() => onEdit(plan)}
              >
                {t("schedules.editShort")}
              </Menu.Item>
            )}
            {repeat !== null && !paused && (
              <Menu.Item
                leftSection={<IconPlayerSkipForward size={17} aria-hidden />}
                data-testid="plan-skip"
                onClick={() => orders.skip(plan)}
              >
                {t("schedules.skip", { moment: momentWords(plan.due_at, now, locale, zone) })}
              </Menu.Item>
            )}
            {plan.kind !== "routine" && (
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={17} aria-hidden />}
                data-testid="plan-delete"
                onClick={() => orders.remove(plan)}
              >
                {t("schedules.deleteShort")}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}
