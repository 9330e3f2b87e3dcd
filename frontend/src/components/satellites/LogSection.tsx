import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type SatelliteInfo, useSatelliteLog } from "../../api/satellites";
import styles from "../integrations/LogTab.module.css";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { momentText } from "../panel/times";
import { Trouble } from "../panel/Trouble";

/** What a satellite logged, and the hub about it, live. */
export function LogSection({ satellite }: { satellite: SatelliteInfo }) {
  const { t, i18n } = useTranslation();
  const log = useSatelliteLog(satellite.id);
  return (
    <Section title={t("satellites.log.title")} testId="satellite-log">
      <p className={panel.dimmed}>{t("satellites.log.help")}</p>
      {log.isPending && <Skeleton height={120} radius={16} mt="md" aria-busy="true" />}
      <Trouble error={log.error} title={t("log.unread")} onRetry={() => void log.refetch()} />
      {log.data?.length === 0 && <p className={panel.dimmed}>{t("satellites.log.none")}</p>}
      {log.data && log.data.length > 0 && (
        <div
          className={styles.box}
          style={{ maxHeight: "min(420px, 60dvh)" }}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
          tabIndex={0}
          role="group"
          aria-label={t("satellites.log.title")}
        >
          <ol className={styles.lines}>
            {log.data.map((line) => (
              <li
                key={line.seq}
                className={styles.line}
                data-level={line.level}
                data-testid="satellite-log-line"
              >
                <span className={styles.about}>
                  <time dateTime={new Date(line.at * 1000).toISOString()}>
                    {momentText(line.at, i18n.language)}
                  </time>{" "}
                  <strong>{t(`log.level.${line.level}`)}</strong>
                  {line.source === "hub" && ` · ${t("satellites.log.hub")}`}
                </span>
                <span className={styles.text}>{line.text}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
    </Section>
  );
}
