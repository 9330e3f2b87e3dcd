import { Alert, Button, Skeleton } from "@mantine/core";
import { IconListCheck, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { allows } from "../api/roles";
import { useRoutines } from "../api/routines";
import { useSession } from "../api/session";
import { EmptyState } from "../components/panel/EmptyState";
import { Page } from "../components/panel/Page";
import { PageHead } from "../components/panel/PageHead";
import { Trouble } from "../components/panel/Trouble";
import { RoutineCard } from "../components/routines/RoutineCard";
import styles from "../components/routines/routines.module.css";
import { useRoutineOrders } from "../components/routines/useRoutineOrders";
import { SchedulesTabs } from "../components/schedules/SchedulesTabs";
import { useHomeZone } from "../schedules/useHomeZone";
import { useNow } from "../timers/useNow";

const TICK_MS = 10_000;

/** The routines of the home: several things done by one phrase, at a time, or by a click. */
export function RoutinesPage() {
  const { t } = useTranslation();
  const known = useRoutines();
  const zone = useHomeZone();
  const now = useNow(true, TICK_MS);
  const orders = useRoutineOrders();
  const mayChange = allows(useSession().data?.user.role ?? "", "adult");
  const routines = known.data?.routines ?? [];
  const faults = known.data?.file_faults ?? [];
  return (
    <Page testId="routines-page">
      <PageHead
        title={t("schedules.routine.title")}
        intro={t("schedules.routine.intro")}
        actions={
          mayChange && (
            <Button
              component={Link}
              to="/schedules/routines/new"
              leftSection={<IconPlus size={18} aria-hidden />}
              data-testid="routine-new"
            >
              {t("schedules.routine.new")}
            </Button>
          )
        }
      />
      <SchedulesTabs />
      <Trouble
        error={known.error}
        title={t("schedules.routine.notRead")}
        onRetry={() => void known.refetch()}
      />
      {known.isPending && (
        <div className={styles.grid} aria-busy="true" aria-label={t("app.loading")}>
          {[0, 1].map((index) => (
            <Skeleton key={index} height={180} radius={22} />
          ))}
        </div>
      )}
      {faults.length > 0 && (
        <Alert
          color="orange"
          radius="lg"
          mb="md"
          title={t("schedules.routine.fileFaults", { count: faults.length })}
        >
          <ul>
            {faults.map(({ file, line, message, cure }) => (
              <li key={`${file} ${line} ${message}`} style={{ overflowWrap: "anywhere" }}>
                {file}
                {line > 0 && `:${line}`}: {message} {cure}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {known.data && routines.length === 0 && (
        <EmptyState
          icon={IconListCheck}
          title={t("schedules.routine.empty")}
          testId="routines-empty"
        >
          {t("schedules.routine.emptyText")}
        </EmptyState>
      )}
      {routines.length > 0 && (
        <ul className={styles.grid} aria-label={t("schedules.routine.title")}>
          {routines.map((routine) => (
            <RoutineCard
              key={routine.id}
              routine={routine}
              now={now}
              zone={zone}
              mayChange={mayChange}
              orders={orders}
            />
          ))}
        </ul>
      )}
    </Page>
  );
}
