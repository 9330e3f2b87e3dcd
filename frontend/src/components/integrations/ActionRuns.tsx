import { Badge, Button, SegmentedControl, Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type ActionRun, type RunFilter, useRuns } from "../../api/integrationActions";
import { JsonView } from "../json/JsonView";
import styles from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { costText, durationText } from "../panel/times";
import { Trouble } from "../panel/Trouble";
import { When } from "../panel/When";

const FILTERS: readonly RunFilter[] = ["all", "failed", "good"];

interface Props {
  entryId: string;
}

/** Past orders, newest first. */
export function ActionRuns({ entryId }: Props) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<RunFilter>("all");
  const runs = useRuns(entryId, filter);
  const all = runs.data?.pages.flat() ?? [];
  return (
    <Section
      title={t("actions.runs")}
      testId="action-runs"
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t("actions.filter.label")}
          value={filter}
          onChange={(value) => setFilter(FILTERS.find((one) => one === value) ?? "all")}
          data={FILTERS.map((value) => ({ value, label: t(`actions.filter.${value}`) }))}
        />
      }
    >
      {runs.isPending && <Skeleton height={80} radius={16} mt="md" aria-busy="true" />}
      <Trouble
        error={runs.error}
        title={t("actions.runsUnread")}
        onRetry={() => void runs.refetch()}
      />
      {runs.data && all.length === 0 && <p className={styles.dimmed}>{t("actions.noRuns")}</p>}
      <ul className={styles.list}>
        {all.map((run) => (
          <li key={run.seq}>
            <Run run={run} />
          </li>
        ))}
      </ul>
      {runs.hasNextPage && (
        <Button
          variant="default"
          size="sm"
          loading={runs.isFetchingNextPage}
          onClick={() => void runs.fetchNextPage()}
        >
          {t("panel.older")}
        </Button>
      )}
    </Section>
  );
}

function Run({ run }: { run: ActionRun }) {
  const { t, i18n } = useTranslation();
  const failed = run.code !== "";
  return (
    <details className={styles.row} data-testid="action-run" data-failed={failed}>
      <summary>
        <span>{run.action}</span>
        <Badge variant="light" color={failed ? "red" : "fern"}>
          {t(failed ? "actions.filter.failed" : "actions.good")}
        </Badge>
        <span className={styles.dimmed}>
          {durationText(run.duration_ms, i18n.language)} · <When at={run.at} />
        </span>
      </summary>
      <div className={styles.sunken}>
        {run.message !== "" && <p>{run.message}</p>}
        <JsonView value={{ [t("actions.input")]: run.input, [t("actions.output")]: run.output }} />
        <ul className={styles.facts}>
          {failed && <li>{run.code}</li>}
          <li>{t("actions.orderedBy", { source: run.source })}</li>
          {run.cost_usd !== null && <li>{costText(run.cost_usd, i18n.language)}</li>}
        </ul>
      </div>
    </details>
  );
}
