import { useTranslation } from "react-i18next";

import type { RunDetail } from "../../api/history";
import { formatMs, stageBars, totalMs } from "../../conversation/timeline";
import { Section } from "../panel/Section";
import { RunTimeline } from "../RunTimeline";
import { StageBars } from "../StageBars";
import styles from "./RunView.module.css";

/** How long each stage took, as a picture, and every event. */
export function TimesCard({ run }: { run: RunDetail }) {
  const { t, i18n } = useTranslation();
  const total = totalMs(run.events);
  return (
    <Section
      title={t("history.times.title")}
      testId="run-times"
      aside={
        <span className={styles.chip}>
          {t("turn.total", { time: formatMs(total, i18n.language) })}
        </span>
      }
    >
      <div className={styles.more}>
        <StageBars bars={stageBars(run.events)} totalMs={total} />
      </div>
      <details className={styles.more} data-testid="run-events">
        <summary>{t("history.times.events", { count: run.events.length })}</summary>
        <div className={styles.more}>
          <RunTimeline events={run.events} />
        </div>
      </details>
    </Section>
  );
}
