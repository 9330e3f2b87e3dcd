import {
  type InfiniteData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";

import { type RunFilter, toQuery } from "../history/filters";
import { request } from "./client";
import type { Schemas } from "./types";

export type PastRun = Schemas["RunModel"];
export type RunDetail = Schemas["RunDetail"];
export type Cure = Schemas["CureModel"];
export type Cured = Schemas["Cured"];
export type Replayed = Schemas["Replayed"];
export type RunSummary = Schemas["RunSummary"];
export type Report = Schemas["ReportModel"];
export type RunPages = InfiniteData<PastRun[], number | null>;

const PAGE = 100;

export const historyKeys = {
  all: ["history"],
  lists: ["history", "list"],
  list: (filter: RunFilter) => ["history", "list", filter],
  summaries: ["history", "summary"],
  summary: (filter: RunFilter) => ["history", "summary", filter],
  run: (id: string) => ["history", "run", id],
  cures: (id: string) => ["history", "cures", id],
  reports: ["history", "reports"],
} as const;

/** Where the hub keeps something of a run. */
export function runAddress(id: string, ...what: string[]): string {
  return ["/api/runs", encodeURIComponent(id), ...what].join("/");
}

/** The runs that fit, newest first, page by page; kept live by the `/ui` socket. */
export function useRuns(filter: RunFilter) {
  return useInfiniteQuery({
    queryKey: historyKeys.list(filter),
    queryFn: ({ pageParam }) => {
      const query = toQuery(filter);
      query.set("limit", String(PAGE));
      if (pageParam !== null) {
        query.set("before_seq", String(pageParam));
      }
      return request<PastRun[]>("GET", `/api/runs?${query.toString()}`);
    },
    initialPageParam: null as number | null,
    // A page may have got shorter since: runs of it were deleted.
    getNextPageParam: (last, pages) =>
      last.length === 0 ? undefined : pages.flat().findLast(({ seq }) => seq !== null)?.seq,
  });
}

/** How many runs fit, and what there is to choose from. */
export function useRunSummary(filter: RunFilter) {
  return useQuery({
    queryKey: historyKeys.summary(filter),
    queryFn: () => request<RunSummary>("GET", `/api/runs/summary?${toQuery(filter).toString()}`),
    placeholderData: (before) => before,
  });
}

/** One run with everything that happened in it. */
export function useRun(id: string) {
  return useQuery({
    queryKey: historyKeys.run(id),
    queryFn: () => request<RunDetail>("GET", runAddress(id)),
  });
}

/** What would make a command work, as the home is now. */
export function useCures(id: string) {
  return useQuery({
    queryKey: historyKeys.cures(id),
    queryFn: () => request<Schemas["CureList"]>("GET", runAddress(id, "cures")),
    select: ({ cures }) => cures,
    staleTime: 0,
  });
}

/** Apply a cure; what else would help is another matter then. */
export function useCure(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (cure: Schemas["CureBody"]) =>
      request<Cured>("POST", runAddress(id, "cures"), cure),
    onSettled: () => client.invalidateQueries({ queryKey: historyKeys.reports }),
  });
}

/** Have a command understood again; nothing is done. */
export function useReplay(id: string) {
  return useMutation({
    mutationFn: () => request<Replayed>("POST", runAddress(id, "replay")),
  });
}

/** Carry a command out once more. */
export function useDoAgain(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<PastRun>("POST", runAddress(id, "again")),
    onSettled: () => client.invalidateQueries({ queryKey: historyKeys.run(id) }),
  });
}

/** Delete a run, its sound, or everything, for good. */
export function useForget(path: string) {
  return useMutation({ mutationFn: () => request<unknown>("DELETE", path) });
}

/** What was reported as no command. */
export function useReports(enabled: boolean) {
  return useQuery({
    queryKey: historyKeys.reports,
    queryFn: () => request<Report[]>("GET", "/api/not-commands"),
    enabled,
  });
}

/** Take a report back. */
export function useTakeBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request<unknown>("DELETE", `/api/not-commands/${encodeURIComponent(id)}`),
    onSettled: () => client.invalidateQueries({ queryKey: historyKeys.all }),
  });
}

/** The satellites, for their names. */
export function useSatelliteNames() {
  return useQuery({
    queryKey: ["satellites"],
    queryFn: () => request<Schemas["SatelliteModel"][]>("GET", "/api/satellites"),
  });
}

/** The floors, for their names. */
export function useFloors(enabled: boolean) {
  return useQuery({
    queryKey: ["floors"],
    queryFn: () => request<Schemas["FloorModel"][]>("GET", "/api/floors"),
    enabled,
  });
}

/** The home's time zone; the browser's own until it is known. */
export function useHomeZone(): string {
  const settings = useQuery({
    queryKey: ["settings"],
    queryFn: () => request<Schemas["SettingsModel"]>("GET", "/api/settings"),
  });
  return settings.data?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
