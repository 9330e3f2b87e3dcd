import { Skeleton } from "@mantine/core";
import { IconCalendarClock } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAreas } from "../api/home";
import { useSatelliteList } from "../api/satelliteList";
import { type Plan, type PlanKind, useSchedules } from "../api/schedules";
import { useTimers } from "../api/timers";
import type { Timer } from "../api/types";
import { EmptyState } from "../components/panel/EmptyState";
import { Page } from "../components/panel/Page";
import { PageHead } from "../components/panel/PageHead";
import { Trouble } from "../components/panel/Trouble";
import { NewMenu } from "../components/schedules/NewMenu";
import { NowCard } from "../components/schedules/NowCard";
import { PlanAgenda } from "../components/schedules/PlanAgenda";
import { PlanDialog } from "../components/schedules/PlanDialog";
import styles from "../components/schedules/plans.module.css";
import { SchedulesTabs } from "../components/schedules/SchedulesTabs";
import { TimerDialog } from "../components/schedules/TimerDialog";
import { TimerList } from "../components/schedules/TimerList";
import { ZoneNote } from "../components/schedules/ZoneNote";
import { usePlanOrders } from "../components/schedules/usePlanOrders";
import { useHomeZone } from "../schedules/useHomeZone";
import { agendaOf } from "../schedules/agenda";
import { useNow } from "../timers/useNow";

const TICK_MS = 5_000;
const NOTHING: readonly never[] = [];

type Opened = { kind: "timer"; timer: Timer | null } | { kind: PlanKind; plan: Plan | null };

/** What happens later: timers, alarms, reminders and commands. */
export function SchedulesPage() {
  const { t } = useTranslation();
  const timers = useTimers();
  const schedules = useSchedules();
  const satellites = useSatelliteList().data ?? NOTHING;
  const areas = useAreas().data ?? NOTHING;
  const zone = useHomeZone();
  const now = useNow(true, TICK_MS);
  const orders = usePlanOrders();
  const [opened, setOpened] = useState<Opened | null>(null);
  const running = timers.data ?? NOTHING;
  const plans = schedules.data ?? NOTHING;
  const ringing = agendaOf(plans, zone).now;
  const waiting = plans.length > ringing.length;
  const pending = timers.isPending || schedules.isPending;
  const failed = timers.error ?? schedules.error;
  const close = () => setOpened(null);
  return (
    <Page testId="schedules-page">
      <PageHead
        title={t("schedules.title")}
        intro={t("schedules.intro")}
        actions={
          <NewMenu
            onNew={(kind) =>
              setOpened(kind === "timer" ? { kind, timer: null } : { kind, plan: null })
            }
          />
        }
      />
      <SchedulesTabs />
      <ZoneNote zone={zone} now={now} />
      <Trouble
        error={failed}
        title={t("schedules.notRead")}
        onRetry={() => void Promise.all([timers.refetch(), schedules.refetch()])}
      />
      {pending && !failed && (
        <div aria-busy="true" aria-label={t("app.loading")}>
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} height={68} radius={22} mb="sm" />
          ))}
        </div>
      )}
      {!pending && running.length === 0 && plans.length === 0 && !failed && (
        <EmptyState icon={IconCalendarClock} title={t("schedules.empty")} testId="schedules-empty">
          {t("schedules.emptyText")}
        </EmptyState>
      )}
      {ringing.length > 0 && (
        <ul className={styles.nows} aria-label={t("schedules.nowTitle")}>
          {ringing.map((plan) => (
            <NowCard key={plan.id} plan={plan} now={now} zone={zone} orders={orders} />
          ))}
        </ul>
      )}
      {running.length > 0 && (
        <TimerList
          timers={running}
          satellites={satellites}
          timeZone={zone}
          onEdit={(timer) => setOpened({ kind: "timer", timer })}
        />
      )}
      {waiting && (
        <PlanAgenda
          plans={plans}
          satellites={satellites}
          areas={areas}
          now={now}
          zone={zone}
          orders={orders}
          onEdit={(plan) => plan.kind !== "routine" && setOpened({ kind: plan.kind, plan })}
        />
      )}
      {opened?.kind === "timer" && (
        <TimerDialog
          timer={opened.timer}
          current={running.find(({ id }) => id === opened.timer?.id)}
          satellites={satellites}
          areas={areas}
          onClose={close}
        />
      )}
      {opened !== null && opened.kind !== "timer" && (
        <PlanDialog
          kind={opened.kind}
          plan={opened.plan}
          current={plans.find(({ id }) => id === opened.plan?.id)}
          satellites={satellites}
          areas={areas}
          zone={zone}
          onClose={close}
        />
      )}
    </Page>
  );
}
