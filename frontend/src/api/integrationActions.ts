import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import { address, type Schema, type Values } from "./integrations";
import { keys } from "./queryClient";

/** Something an integration can be ordered to do. */
export interface Action {
  name: string;
  description: string;
  input_schema: Schema;
  output_schema: Schema | null;
  phrases: string[];
  /** A spoken order is confirmed first. */
  risky: boolean;
  /** It may be ordered by voice and by tools. */
  exposed: boolean;
}

/** What came of an order. */
export interface ActionAnswer {
  data: unknown;
  message: string;
  cost_usd: number | null;
  duration_ms: number;
  seq: number;
}

/** One order, as it ended. */
export interface ActionRun {
  seq: number;
  integration: string;
  action: string;
  source: string;
  /** Seconds since the epoch. */
  at: number;
  duration_ms: number;
  input: unknown;
  output: unknown;
  /** Blank when it went well. */
  code: string;
  message: string;
  cost_usd: number | null;
}

export type RunFilter = "all" | "failed" | "good";

const PAGE = 20;

/** What an integration can be ordered to do. */
export function useActions(id: string) {
  return useQuery({
    queryKey: keys.integration(id, "actions"),
    queryFn: () => request<Action[]>("GET", address(id, "actions")),
  });
}

/** Say whether an action may be ordered by voice and by tools. */
export function useExpose(id: string) {
  const client = useQueryClient();
  const key = keys.integration(id, "actions");
  const put = (changed: Action) =>
    client.setQueryData<Action[]>(key, (known) =>
      known?.map((one) => (one.name === changed.name ? changed : one)),
    );
  return useMutation({
    mutationFn: ({ action, exposed }: { action: Action; exposed: boolean }) =>
      request<Action>("PUT", address(id, "actions", encodeURIComponent(action.name)), { exposed }),
    onMutate: ({ action, exposed }) => put({ ...action, exposed }),
    onSuccess: put,
    onError: (_error, { action }) => put(action),
  });
}

/** Order an action. */
export function useOrder(id: string, action: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Values) =>
      request<ActionAnswer>("POST", address(id, "actions", encodeURIComponent(action)), input),
    onSettled: () => client.invalidateQueries({ queryKey: keys.integration(id, "runs") }),
  });
}

/** The orders of an integration, newest first, page by page. */
export function useRuns(id: string, filter: RunFilter) {
  return useInfiniteQuery({
    queryKey: keys.integration(id, "runs", filter),
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: String(PAGE) });
      if (filter !== "all") {
        query.set("failed", String(filter === "failed"));
      }
      if (pageParam !== null) {
        query.set("before", String(pageParam));
      }
      return request<ActionRun[]>("GET", `${address(id, "runs")}?${query.toString()}`);
    },
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.seq),
  });
}
