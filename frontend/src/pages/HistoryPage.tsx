import { useMediaQuery } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import { HistoryHead } from "../components/history/HistoryHead";
import { RunList } from "../components/history/RunList";
import { RunView } from "../components/history/RunView";
import { readFilter, type RunFilter, toQuery } from "../history/filters";
import styles from "./HistoryPage.module.css";

/** Past commands: the list with the chosen one beside it, or one after the other on a phone. */
export function HistoryPage() {
  const { t } = useTranslation();
  const { runId } = useParams();
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search);
  const narrow = useMediaQuery("(max-width: 61.99em)", undefined, {
    getInitialValueInEffect: false,
  });
  const detail = useRef<HTMLDivElement>(null);
  const before = useRef(runId);
  useEffect(() => {
    if (before.current !== runId) {
      before.current = runId;
      detail.current?.scrollTo({ top: 0 });
      if (narrow) {
        detail.current?.focus();
      }
    }
  }, [runId, narrow]);
  const change = (changes: Partial<RunFilter>) =>
    setSearch((now) => toQuery({ ...readFilter(now), ...changes }), { replace: true });
  return (
    <div className={styles.page} data-testid="history">
      {!(narrow && runId !== undefined) && (
        <section className={styles.side} aria-label={t("history.list")}>
          <HistoryHead filter={filter} onChange={change} />
          <RunList filter={filter} open={runId} onClear={() => setSearch({}, { replace: true })} />
        </section>
      )}
      {!(narrow && runId === undefined) && (
        <div
          className={styles.detail}
          ref={detail}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
          tabIndex={0}
          role="region"
          aria-label={t("history.one")}
        >
          <RunView key={runId} runId={runId} narrow={narrow} query={toQuery(filter).toString()} />
        </div>
      )}
    </div>
  );
}
