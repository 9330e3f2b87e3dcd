import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { applyNews } from "./applyNews";
import { request } from "./client";
import type { Schemas } from "./types";

export type HubLog = Schemas["HubLogModel"];
export type HubLogLine = Schemas["HubLogLineModel"];
export type Raised = Schemas["RaisedModel"];

/** The messages of `/ui` about the log. */
export interface LogNews {
  hub_log: (line: HubLogLine) => void;
  log_levels: (levels: { raised: Raised[] }) => void;
}

export const HUB_LOG = ["hub-log"] as const;
/** So many lines the hub keeps. */
export const MOST_LINES = 5000;
/** What is logged faster than the hub tells live is fetched. */
const REFRESH_MS = 5000;

/** The last lines of every source and level, newest first. */
export function useHubLog() {
  const client = useQueryClient();
  return useQuery({
    queryKey: HUB_LOG,
    queryFn: async () => {
      const known = client.getQueryData<HubLog>(HUB_LOG);
      const last = known?.lines[0]?.seq ?? 0;
      const gap = known !== undefined && firstGap(known.lines) !== null;
      const after = known === undefined || gap ? 0 : last;
      const told = await request<HubLog>(
        "GET",
        `/api/log?level=debug&limit=${MOST_LINES}&after=${after}`,
      );
      // A hub that was started anew counts from one again.
      const before = after > 0 && told.last >= last ? (known?.lines ?? []) : [];
      return after > 0 && told.last < last
        ? fetchAll()
        : { ...told, lines: joined(before, told.lines) };
    },
    refetchInterval: REFRESH_MS,
    staleTime: 0,
    structuralSharing: false,
  });
}

function fetchAll(): Promise<HubLog> {
  return request<HubLog>("GET", `/api/log?level=debug&limit=${MOST_LINES}`);
}

/** Join lines, newest first and each once. */
export function joined(known: readonly HubLogLine[], told: readonly HubLogLine[]): HubLogLine[] {
  const newest = known[0]?.seq ?? 0;
  const fresh = told.filter(({ seq }) => seq > newest).sort((a, b) => b.seq - a.seq);
  return [...fresh, ...known].slice(0, MOST_LINES);
}

/** The number below which a line is missing: the hub tells no more than so many a second. */
export function firstGap(lines: readonly HubLogLine[]): number | null {
  const found = lines.findIndex(
    ({ seq }, index) => index > 0 && (lines[index - 1]?.seq ?? seq + 1) !== seq + 1,
  );
  return found < 0 ? null : (lines[found - 1]?.seq ?? null);
}

/** Show lines the hub has just told, where the log is shown at all. */
export function showLogLines(client: QueryClient, told: readonly HubLogLine[]): void {
  applyNews<HubLog>(
    client,
    HUB_LOG,
    (known) =>
      known && {
        ...known,
        lines: joined(known.lines, told),
        sources: [...new Set([...known.sources, ...told.map(({ source }) => source)])].sort(),
      },
  );
}

/** Show which sources tell details just now. */
export function showRaised(client: QueryClient, { raised }: { raised: Raised[] }): void {
  applyNews<HubLog>(client, HUB_LOG, (known) => known && { ...known, raised });
}

/** Have a source tell details for some minutes; 0 ends that. */
export function useTellMore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { source: string; minutes: number }) =>
      request<{ raised: Raised[] }>("PUT", "/api/log/levels", body),
    onSuccess: (raised) => showRaised(client, raised),
  });
}
