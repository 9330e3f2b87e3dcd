import { Skeleton, Title } from "@mantine/core";
import { IconChevronLeft, IconHistory } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { type RunDetail, useHomeZone, useRun, useSatelliteNames } from "../../api/history";
import { useAreas } from "../../api/home";
import { ApiError } from "../../api/problem";
import { clockText, dayOf, dayText, momentIn } from "../../history/days";
import { hubClock } from "../../timers/hubClock";
import { EmptyState } from "../panel/EmptyState";
import { Trouble } from "../panel/Trouble";
import { CuresCard } from "./CuresCard";
import { DeedsCard } from "./DeedsCard";
import { EarshotCard } from "./EarshotCard";
import { HeardCard } from "./HeardCard";
import { OutcomeMark } from "./OutcomeMark";
import { RawCard } from "./RawCard";
import styles from "./RunView.module.css";
import { saidText } from "./saidText";
import { TimesCard } from "./TimesCard";
import { TryAgainCard } from "./TryAgainCard";
import { UnderstoodCard } from "./UnderstoodCard";

interface Props {
  runId: string | undefined;
  /** The list is another page: there is a way back to it. */
  narrow: boolean;
  /** The filter of the list. */
  query: string;
}

/** Everything that is known of one command, and what would help it. */
export function RunView({ runId, narrow, query }: Props) {
  const { t } = useTranslation();
  if (runId === undefined) {
    return (
      <EmptyState icon={IconHistory} title={t("history.choose")}>
        {t("history.intro")}
      </EmptyState>
    );
  }
  return (
    <>
      {narrow && (
        <Link to={{ pathname: "/history", search: query }} className={styles.back}>
          <IconChevronLeft size={20} aria-hidden />
          {t("history.title")}
        </Link>
      )}
      <OneRun runId={runId} query={query} />
    </>
  );
}

function OneRun({ runId, query }: { runId: string; query: string }) {
  const { t } = useTranslation();
  const run = useRun(runId);
  if (run.isPending) {
    return <Skeleton height={260} radius={22} aria-busy="true" />;
  }
  if (run.error instanceof ApiError && run.error.status === 404) {
    return (
      <EmptyState icon={IconHistory} title={t("history.gone")} testId="history-gone">
        {t("history.goneText")}
      </EmptyState>
    );
  }
  if (!run.data) {
    return (
      <Trouble
        error={run.error}
        title={t("history.runFailed")}
        onRetry={() => void run.refetch()}
      />
    );
  }
  const done = run.data.outcome === "done";
  return (
    <article className={styles.run} data-testid="run" data-run={runId}>
      <RunHead run={run.data} query={query} />
      {!done && <CuresCard run={run.data} query={query} />}
      <HeardCard run={run.data} />
      <EarshotCard run={run.data} />
      <UnderstoodCard run={run.data} />
      <DeedsCard run={run.data} />
      {done && <TryAgainCard run={run.data} query={query} />}
      <TimesCard run={run.data} />
      <RawCard run={run.data} />
    </article>
  );
}

function RunHead({ run, query }: { run: RunDetail; query: string }) {
  const { t, i18n } = useTranslation();
  const zone = useHomeZone();
  const areas = useAreas();
  const satellites = useSatelliteNames();
  const area = areas.data?.find(({ id }) => id === run.area_id)?.name ?? run.area_id;
  const satellite =
    satellites.data?.find(({ id }) => id === run.satellite_id)?.name ?? run.satellite_id;
  const day = dayText(dayOf(run.started_at, zone), hubClock.now(), zone, i18n.language);
  const facts = [
    t(`history.outcome.${run.outcome}`),
    run.source === "audio" ? t("turn.spoken") : t("turn.typed"),
    satellite,
    area,
  ].filter(Boolean);
  const said = saidText(run);
  return (
    <header className={styles.head}>
      <OutcomeMark outcome={run.outcome} />
      <div className={styles.what}>
        <Title order={2} className={styles.said} data-testid="run-said">
          {said === "" ? t("history.nothingHeard") : t("skills.quoted", { text: said })}
        </Title>
        {run.reply !== "" && (
          <p className={styles.reply} data-testid="run-reply">
            {run.reply}
          </p>
        )}
        <p className={styles.facts}>
          <time
            dateTime={new Date(run.started_at * 1000).toISOString()}
            title={momentIn(run.started_at, zone, i18n.language)}
          >
            {day}, {clockText(run.started_at, zone, i18n.language)}
          </time>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        {run.again_of && (
          <p className={styles.link}>
            <Link
              to={{ pathname: `/history/${encodeURIComponent(run.again_of)}`, search: query }}
              data-testid="run-again-of"
            >
              {t("history.againOf")}
            </Link>
          </p>
        )}
        {run.tried_again.map((one) => (
          <p key={one.run_id} className={styles.link}>
            <Link
              to={{ pathname: `/history/${encodeURIComponent(one.run_id)}`, search: query }}
              data-testid="run-tried-again"
            >
              {t("history.triedAgain", { outcome: t(`history.outcome.${one.outcome}`) })}
            </Link>
          </p>
        ))}
      </div>
    </header>
  );
}
