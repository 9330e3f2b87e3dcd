import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { applyNews } from "./applyNews";
import { hubClock } from "../timers/hubClock";
import { request } from "./client";
import { isSignedOut } from "./problem";
import { keys } from "./queryClient";
import type { Timer } from "./types";

/** Running timers, kept live by the `/ui` socket. */
export function useTimers() {
  return useQuery({ queryKey: keys.timers, queryFn: () => request<Timer[]>("GET", "/api/timers") });
}

/** Put a timer's newer version in place; one that is over goes away. */
export function mergeTimer(known: readonly Timer[], changed: Timer): Timer[] {
  const others = known.filter((timer) => timer.id !== changed.id);
  const over = changed.state === "finished" || changed.state === "cancelled";
  return over ? others : [...others, changed].sort((a, b) => a.due_at - b.due_at);
}

function place(id: string): string {
  return `/api/timers/${encodeURIComponent(id)}`;
}

/** What a person decides about a timer. */
export interface TimerFields extends Pick<Timer, "duration_s" | "name"> {
  satellite_id?: string | null;
  satellite_ids?: string[];
  group_id?: string | null;
}

/** Start a timer. */
export function useStartTimer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: TimerFields) => request<Timer>("POST", "/api/timers", fields),
    onSuccess: (timer) => putTimer(client, timer),
  });
}

interface Edit {
  id: string;
  changes: Partial<TimerFields>;
  /** The fields as they were shown; left out to overwrite whatever is there. */
  was?: Partial<TimerFields> | undefined;
}

/** Change a timer unless somebody else did meanwhile. */
export function useEditTimer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, changes, was }: Edit) =>
      request<Timer>("PATCH", place(id), { ...changes, ...(was ? { was } : {}) }),
    onSuccess: (timer) => putTimer(client, timer),
    onError: () => client.invalidateQueries({ queryKey: keys.timers }),
  });
}

export type TimerOrder =
  { timer: Timer; order: "pause" | "resume" } | { timer: Timer; order: "add"; seconds: number };

/** Pause, resume or lengthen a timer: shown at once, taken back when the hub refuses. */
export function useOrderTimer(onRefused: (error: unknown) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: TimerOrder) =>
      request<Timer>(
        "POST",
        `${place(wanted.timer.id)}/${wanted.order}`,
        wanted.order === "add" ? { seconds: wanted.seconds } : undefined,
      ),
    onMutate: (wanted) => putTimer(client, expectedTimer(wanted, hubClock.now())),
    onSuccess: (timer) => putTimer(client, timer),
    onError: (error) => {
      if (!isSignedOut(error)) {
        onRefused(error);
      }
      void client.invalidateQueries({ queryKey: keys.timers });
    },
  });
}

/** What a timer will be when the hub does as it is told. */
export function expectedTimer(wanted: TimerOrder, now: number): Timer {
  const { timer } = wanted;
  const left = timer.left_s ?? Math.max(0, timer.due_at - now);
  switch (wanted.order) {
    case "pause":
      return { ...timer, state: "paused", left_s: left };
    case "resume":
      return { ...timer, state: "pending", left_s: null, due_at: now + left };
    case "add":
      return {
        ...timer,
        duration_s: timer.duration_s + wanted.seconds,
        ...(timer.left_s === null
          ? { due_at: timer.due_at + wanted.seconds }
          : { left_s: timer.left_s + wanted.seconds }),
      };
  }
}

function putTimer(client: QueryClient, timer: Timer): void {
  applyNews<Timer[]>(client, keys.timers, (known) => known && mergeTimer(known, timer));
}

/** Cancel a timer; one that rings is stopped. */
export function useEndTimer(onRefused: (error: unknown) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (timer: Timer) =>
      timer.state === "ringing"
        ? request<unknown>("POST", `${place(timer.id)}/stop`)
        : request<unknown>("DELETE", place(timer.id)),
    onError: (error) => {
      if (!isSignedOut(error)) {
        onRefused(error);
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.timers }),
  });
}
