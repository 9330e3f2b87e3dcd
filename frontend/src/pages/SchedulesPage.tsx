import { Button, Skeleton } from "@mantine/core";
import { IconHourglassHigh, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useHomeSettings } from "../api/homeSettings";
import { useTimers } from "../api/timers";
import type { Timer } from "../api/types";
import { EmptyState } from "../components/panel/EmptyState";
import { Page } from "../components/panel/Page";
import { PageHead } from "../components/panel/PageHead";
import { Trouble } from "../components/panel/Trouble";
import { TimerDialog } from "../components/schedules/TimerDialog";
import { TimerList } from "../components/schedules/TimerList";
import list from "../components/schedules/TimerList.module.css";
import { useSatelliteList } from "../api/satelliteList";

/** What happens later: timers that run, stand still or ring. */
export function SchedulesPage() {
  const { t } = useTranslation();
  const timers = useTimers();
  const satellites = useSatelliteList().data ?? [];
  const timeZone = useHomeSettings().data?.time_zone;
  const [editing, setEditing] = useState<Timer | "new" | null>(null);
  const add = (
    <Button
      leftSection={<IconPlus size={18} aria-hidden />}
      data-testid="timer-new"
      onClick={() => setEditing("new")}
    >
      {t("schedules.newTimer")}
    </Button>
  );
  const shown = timers.data ?? [];
  return (
    <Page testId="schedules-page">
      <PageHead title={t("schedules.title")} intro={t("schedules.intro")} actions={add} />
      <Trouble
        error={timers.error}
        title={t("schedules.notRead")}
        onRetry={() => void timers.refetch()}
      />
      {timers.isPending && (
        <div className={list.list} aria-busy="true" aria-label={t("app.loading")}>
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} height={290} radius={22} />
          ))}
        </div>
      )}
      {timers.data?.length === 0 && (
        <EmptyState icon={IconHourglassHigh} title={t("schedules.empty")} testId="schedules-empty">
          {t("schedules.emptyText")}
        </EmptyState>
      )}
      {shown.length > 0 && (
        <TimerList timers={shown} satellites={satellites} timeZone={timeZone} onEdit={setEditing} />
      )}
      {editing !== null && (
        <TimerDialog
          timer={editing === "new" ? null : editing}
          current={shown.find(({ id }) => editing !== "new" && id === editing.id)}
          satellites={satellites}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  );
}
