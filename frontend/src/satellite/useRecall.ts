import { useEffect, useSyncExternalStore } from "react";

import { request } from "../api/client";
import type { RunEvent } from "../api/types";
import type { SatelliteClient } from "./SatelliteClient";

/** After a lost connection: ask the hub what became of what was going on. */
export function useRecall(client: SatelliteClient): void {
  const ready = useSyncExternalStore(client.subscribe, () => client.snapshot().ready);
  useEffect(() => {
    if (!ready) {
      return;
    }
    for (const runId of client.turns.interrupted()) {
      request<{ events: RunEvent[] }>("GET", `/api/runs/${encodeURIComponent(runId)}`).then(
        ({ events }) => {
          if (events.some(({ type }) => type === "run-end")) {
            client.turns.recall(runId, events);
          }
        },
        // It was never finished: the turn says so already.
        () => undefined,
      );
    }
  }, [client, ready]);
}
