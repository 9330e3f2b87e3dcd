import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import { address, type Schema, type Values } from "./integrations";
import { keys } from "./queryClient";

/** News a trigger told. */
export interface TriggerRecord {
  id: string | null;
  data: Record<string, unknown>;
  /** Seconds since the epoch. */
  at: number;
}

/** Something that looks for news by itself. Times are seconds since the epoch. */
export interface Trigger {
  name: string;
  description: string;
  /** Type of the events it tells. */
  event: string;
  every: string;
  /** The shortest pause its author allows. */
  shortest: string;
  enabled: boolean;
  inputs: Values;
  input_schema: Schema;
  /** What keeps it from polling. */
  missing: { field: string; detail: string }[];
  running: boolean;
  last_poll_ts: string | null;
  last_run_at: number | null;
  next_run_at: number | null;
  /** Polls in a row that failed. */
  failures: number;
  error: string;
  records: TriggerRecord[];
  /** How many records a poll just brought. */
  new?: number | null;
}

export interface TriggerChange {
  inputs?: Values;
  every?: string;
  enabled?: boolean;
}

const REFRESH_MS = 15_000;

/** The triggers of an integration; looked at again while they are shown. */
export function useTriggers(id: string) {
  return useQuery({
    queryKey: keys.integration(id, "triggers"),
    queryFn: () => request<Trigger[]>("GET", address(id, "triggers")),
    refetchInterval: REFRESH_MS,
  });
}

/** Change a trigger. */
export function useChangeTrigger(id: string, name: string) {
  const put = usePut(id);
  return useMutation({
    mutationFn: (change: TriggerChange) =>
      request<Trigger>("PUT", address(id, "triggers", encodeURIComponent(name)), change),
    onSuccess: put,
  });
}

/** Poll now; the answer comes when that is over. */
export function usePoll(id: string, name: string) {
  const client = useQueryClient();
  const put = usePut(id);
  return useMutation({
    mutationFn: () =>
      request<Trigger>("POST", address(id, "triggers", encodeURIComponent(name), "run")),
    onSuccess: put,
    onError: () => client.invalidateQueries({ queryKey: keys.integration(id, "triggers") }),
  });
}

function usePut(id: string) {
  const client = useQueryClient();
  return (changed: Trigger) =>
    client.setQueryData<Trigger[]>(keys.integration(id, "triggers"), (known) =>
      known?.map((one) => (one.name === changed.name ? changed : one)),
    );
}
