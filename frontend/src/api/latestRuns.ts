import { useQuery } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";
import { useMay } from "./useMay";

export type PastRun = Schemas["RunModel"];

export const LATEST_RUNS = ["latest-runs"] as const;

const SHOWN = 5;

/** What was said last, newest first; read anew whenever a run ends. Guests do not look back. */
export function useLatestRuns() {
  const told = useMay("adult");
  return useQuery({
    enabled: told,
    queryKey: LATEST_RUNS,
    queryFn: () => request<PastRun[]>("GET", `/api/runs?limit=${SHOWN}`),
  });
}
