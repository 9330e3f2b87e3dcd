import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { applyNews } from "../api/applyNews";
import { historyKeys, type PastRun, type RunDetail, type RunPages } from "../api/history";
import { fits, type RunFilter } from "../history/filters";
import { firstPage, withoutRuns, withRun } from "../history/pages";
import { Batch } from "./Batch";
import type { UiSocket } from "./sockets";

/** What `/ui` tells of the history. */
export interface HistoryMessages {
  run_changed: (run: PastRun) => void;
  run_removed: (gone: { run_ids: string[] | null }) => void;
}

const WAIT_MS = 60;

/** Keep what was fetched of the history live. */
export function useHistoryNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const changes = new Batch<PastRun & { id: string }>((runs) => {
      runs.forEach((run) => show(client, run));
      void client.invalidateQueries({ queryKey: historyKeys.summaries });
    }, WAIT_MS);
    const onChanged = (run: PastRun) => changes.add({ ...run, id: run.run_id });
    const onRemoved = ({ run_ids: ids }: { run_ids: string[] | null }) => {
      changes.flush();
      client.setQueriesData<RunPages>(
        { queryKey: historyKeys.lists },
        (pages) => pages && withoutRuns(pages, ids),
      );
      void client.invalidateQueries({ queryKey: historyKeys.summaries });
      void client.invalidateQueries({ queryKey: ["history", "run"] });
    };
    // What was told while the connection was down is fetched.
    const onUp = () => {
      client.setQueriesData<RunPages>(
        { queryKey: historyKeys.lists },
        (pages) => pages && firstPage(pages),
      );
      void client.invalidateQueries({ queryKey: historyKeys.all });
    };
    ui.on("run_changed", onChanged);
    ui.on("run_removed", onRemoved);
    ui.on("connect", onUp);
    return () => {
      changes.stop();
      ui.off("run_changed", onChanged);
      ui.off("run_removed", onRemoved);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}

function show(client: QueryClient, { id, ...run }: PastRun & { id: string }): void {
  const zone =
    client.getQueryData<{ time_zone: string }>(["settings"])?.time_zone ??
    Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const [key] of client.getQueriesData({ queryKey: historyKeys.lists })) {
    const filter = key[2] as RunFilter;
    applyNews<RunPages>(
      client,
      key,
      (pages) => pages && withRun(pages, run, fits(run, filter, zone)),
    );
  }
  applyNews<RunDetail>(client, historyKeys.run(id), (known) => known && { ...known, ...run });
  if (run.again_of) {
    void client.invalidateQueries({ queryKey: historyKeys.run(run.again_of) });
  }
}
