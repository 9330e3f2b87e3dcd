import { SegmentedControl, Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { LOG_LEVELS, type LogLevel, useLog } from "../../api/integrationLog";
import styles from "./LogTab.module.css";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import type { TabProps } from "./tabs";
import { momentText } from "../panel/times";
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
  const { t, i18n } = useTranslation();
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
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
        <div className={styles.box} tabIndex={0} role="group" aria-label={t("log.title")}>
          <ol className={styles.lines}>
            {log.data.map((line) => (
              <li
                key={line.seq}
                className={styles.line}
                data-level={line.level}
                data-testid="log-line"
              >
                <span className={styles.about}>
                  <time dateTime={new Date(line.at * 1000).toISOString()}>
                    {momentText(line.at, i18n.language)}
                  </time>{" "}
                  <strong>{t(`log.level.${line.level}`)}</strong>
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
