import { Button, Loader, Skeleton } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useHomeZone, useRuns } from "../../api/history";
import { dayText, rowsOf } from "../../history/days";
import { chosen, type RunFilter, toQuery } from "../../history/filters";
import { hubClock } from "../../timers/hubClock";
import { EmptyState } from "../panel/EmptyState";
import { Trouble } from "../panel/Trouble";
import styles from "./RunList.module.css";
import { RunRow } from "./RunRow";

interface Props {
  filter: RunFilter;
  /** Id of the run that is open. */
  open: string | undefined;
  onClear: () => void;
}

const DAY_PX = 40;
const RUN_PX = 68;
const AHEAD = 30;

/** The runs by day; only those in sight are on the page, and older ones are fetched in time. */
export function RunList({ filter, open, onClear }: Props) {
  const { t, i18n } = useTranslation();
  const zone = useHomeZone();
  const list = useRuns(filter);
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const rows = useMemo(() => rowsOf(data?.pages.flat() ?? [], zone), [data, zone]);
  const box = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns goes to no memo
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (rows[index]?.kind === "day" ? DAY_PX : RUN_PX),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && last > rows.length - AHEAD) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, last, rows.length, fetchNextPage]);

  // What comes on top must not move what is being read.
  const first = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const known = rows.findIndex((row) => row.kind === "run");
    const at = rows.findIndex(({ key }) => key === first.current);
    const element = box.current;
    if (element && at > known && element.scrollTop > RUN_PX) {
      const added = rows.slice(known, at).filter(({ kind }) => kind === "run").length;
      element.scrollTop += added * RUN_PX;
    }
    first.current = rows[known]?.key;
  }, [rows]);

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const link = (event.target as HTMLElement).closest("[data-row]");
    if (!step || !link) {
      return;
    }
    event.preventDefault();
    let next = Number(link.getAttribute("data-row")) + step;
    if (rows[next]?.kind === "day") {
      next += step;
    }
    if (rows[next]) {
      virtual.scrollToIndex(next);
      box.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus();
    }
  };

  if (list.isPending) {
    return (
      <div className={styles.box} aria-busy="true" aria-label={t("app.loading")}>
        {[0, 1, 2, 3, 4].map((index) => (
          <Skeleton key={index} height={56} radius={14} m={8} w="auto" />
        ))}
      </div>
    );
  }
  if (rows.length === 0 && !list.error) {
    const filtered = chosen(filter) > 0 || filter.words !== "";
    return (
      <div className={styles.none}>
        <EmptyState
          icon={IconHistory}
          title={filtered ? t("history.nothingFound") : t("history.empty")}
          testId="history-empty"
        >
          {filtered ? (
            <Button size="xs" variant="light" onClick={onClear}>
              {t("history.showAll")}
            </Button>
          ) : (
            <Button component={Link} to="/talk" size="xs">
              {t("history.sayFirst")}
            </Button>
          )}
        </EmptyState>
      </div>
    );
  }
  const query = toQuery(filter).toString();
  const now = hubClock.now();
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys move between its links
    <div
      ref={box}
      className={styles.box}
      role="list"
      aria-label={t("history.list")}
      aria-busy={isFetchingNextPage}
      onKeyDown={move}
      data-testid="history-list"
      data-rows={rows.length}
    >
      <div className={styles.whole} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start, size }) => {
          const row = rows[index];
          return (
            row && (
              <div
                key={key}
                role="listitem"
                className={styles.line}
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                {row.kind === "day" ? (
                  <h2 className={styles.day} data-testid="history-day">
                    {dayText(row.day, now, zone, i18n.language)}
                  </h2>
                ) : (
                  <RunRow
                    run={row.run}
                    index={index}
                    zone={zone}
                    query={query}
                    isOpen={row.run.run_id === open}
                  />
                )}
              </div>
            )
          );
        })}
      </div>
      {isFetchingNextPage && <Loader size="sm" m="md" mx="auto" display="block" />}
      <Trouble
        error={list.error}
        title={t("history.failed")}
        onRetry={() => void (rows.length === 0 ? list.refetch() : fetchNextPage())}
      />
    </div>
  );
}
