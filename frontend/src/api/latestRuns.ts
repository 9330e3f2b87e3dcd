import { useQuery } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";

export type PastRun = Schemas["RunModel"];

export const LATEST_RUNS = ["latest-runs"] as const;

const SHOWN = 5;

/** What was said last, newest first; read anew whenever a run ends. */
export function useLatestRuns() {
  return useQuery({
    queryKey: LATEST_RUNS,
    queryFn: () => request<PastRun[]>("GET", `/api/runs?limit=${SHOWN}`),
  });
}
