import { Button, Loader } from "@mantine/core";
import { IconAlertTriangle, IconBellRinging, IconCheck, IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { type Plan, SNOOZED } from "../../api/schedules";
import { useSnoozeLength } from "../../api/useSnoozeLength";
import { planName } from "../../schedules/planName";
import { troubleText } from "../../schedules/trouble";
import { momentWords } from "../../schedules/when";
import styles from "./plans.module.css";
import { SnoozeButton } from "./SnoozeButton";
import type { PlanOrders } from "./usePlanOrders";
import { useTryAgain } from "./useTryAgain";

interface Props {
  plan: Plan;
  now: number;
  zone: string | undefined;
  orders: PlanOrders;
}

/** What rings, is being carried out, or went wrong and asks to be looked at. */
export function NowCard({ plan, now, zone, orders }: Props) {
  const { t, i18n } = useTranslation();
  const snoozeLength = useSnoozeLength();
  const again = useTryAgain();
  const name = planName(plan, t);
  const wrong = troubleText(plan, t);
  const troubled = plan.trouble !== null;
  const Icon = troubled ? IconAlertTriangle : IconBellRinging;
  return (
    <li className={styles.now} data-testid="plan-now" data-kind={plan.kind} data-id={plan.id}>
      {plan.running ? (
        <Loader size={26} className={styles.mark} aria-hidden />
      ) : (
        <Icon size={28} className={styles.mark} data-swings={!troubled || undefined} aria-hidden />
      )}
      <div className={styles.words} role="status">
        <h3 className={styles.name}>{name}</h3>
        <p className={styles.facts}>
          {plan.running
            ? t("schedules.running")
            : `${t(`schedules.kind.${plan.kind}`)} · ${momentWords(plan.due_at, now, i18n.language, zone)}`}
        </p>
        {wrong !== "" && !plan.running && (
          <p className={styles.wrong} data-testid="plan-trouble">
            {wrong}
          </p>
        )}
        {again.error !== "" && (
          <p className={styles.wrong} role="alert">
            {again.error}
          </p>
        )}
      </div>
      {!plan.running && (
        <div className={styles.buttons}>
          {plan.kind === "command" && troubled && (
            <Button
              variant="default"
              size="md"
              leftSection={<IconRefresh size={18} aria-hidden />}
              loading={again.busy}
              aria-label={t("schedules.tryAgainOf", { name })}
              data-testid="plan-again"
              onClick={() => again.run(plan, () => orders.stop(plan))}
            >
              {t("schedules.tryAgain")}
            </Button>
          )}
          {SNOOZED.has(plan.kind) && (
            <SnoozeButton
              name={name}
              usualS={snoozeLength(plan)}
              onSnooze={(seconds) => orders.snooze(plan, seconds)}
            />
          )}
          <Button
            size="md"
            color="var(--ova-lit-strong)"
            c="#3d2a00"
            leftSection={troubled ? <IconCheck size={18} aria-hidden /> : undefined}
            aria-label={t(troubled ? "schedules.seenOf" : "timers.stop", { name })}
            data-testid="plan-stop"
            onClick={() => orders.stop(plan)}
          >
            {t(troubled ? "schedules.seen" : "timers.stopRing")}
          </Button>
        </div>
      )}
    </li>
  );
}
