import { SegmentedControl, Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { LOG_LEVELS, type LogLevel, useLog } from "../../api/integrationLog";
import { LogLines } from "../panel/LogLines";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import type { TabProps } from "./tabs";
import { Trouble } from "../panel/Trouble";

/** What an integration logged, and the hub about it, live. */
export function LogTab({ integration }: TabProps) {
  return <LogView id={integration.id} />;
}

interface ViewProps {
  /** What the lines are kept under. */
  id: string;
  /** Where they are fetched, when not as those of an integration. */
  path?: string;
}

/** The last lines of a log, live. */
export function LogView({ id, path }: ViewProps) {
  const { t } = useTranslation();
  const [level, setLevel] = useState<LogLevel>("info");
  const log = useLog(id, level, path);
  return (
    <Section
      title={t("log.title")}
      testId="log"
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t("log.filter")}
          value={level}
          onChange={(value) => setLevel(LOG_LEVELS.find((one) => one === value) ?? "info")}
          data={LOG_LEVELS.map((value) => ({ value, label: t(`log.level.${value}`) }))}
        />
      }
    >
      <p className={panel.dimmed}>{t("log.help")}</p>
      {log.isPending && <Skeleton height={200} radius={16} mt="md" aria-busy="true" />}
      <Trouble error={log.error} title={t("log.unread")} onRetry={() => void log.refetch()} />
      {log.data?.length === 0 && <p className={panel.dimmed}>{t("log.none")}</p>}
      {log.data && log.data.length > 0 && (
        <LogLines lines={log.data} label={t("log.title")} testId="log-line" />
      )}
    </Section>
  );
}
