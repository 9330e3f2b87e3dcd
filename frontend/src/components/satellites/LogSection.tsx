import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type SatelliteInfo, useSatelliteLog } from "../../api/satellites";
import { LogLines } from "../panel/LogLines";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";

/** What a satellite logged, and the hub about it, live. */
export function LogSection({ satellite }: { satellite: SatelliteInfo }) {
  const { t } = useTranslation();
  const log = useSatelliteLog(satellite.id);
  return (
    <Section title={t("satellites.log.title")} testId="satellite-log">
      <p className={panel.dimmed}>{t("satellites.log.help")}</p>
      {log.isPending && <Skeleton height={120} radius={16} mt="md" aria-busy="true" />}
      <Trouble error={log.error} title={t("log.unread")} onRetry={() => void log.refetch()} />
      {log.data?.length === 0 && <p className={panel.dimmed}>{t("satellites.log.none")}</p>}
      {log.data && log.data.length > 0 && (
        <LogLines
          lines={log.data}
          label={t("satellites.log.title")}
          low
          aside={(line) => line.source === "hub" && ` · ${t("satellites.log.hub")}`}
          testId="satellite-log-line"
        />
      )}
    </Section>
  );
}
