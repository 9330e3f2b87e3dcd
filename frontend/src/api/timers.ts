import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

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

/** Cancel a timer; one that rings is stopped. */
export function useEndTimer(onRefused: (error: unknown) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (timer: Timer) =>
      timer.state === "ringing"
        ? request<unknown>("POST", `/api/timers/${encodeURIComponent(timer.id)}/stop`)
        : request<unknown>("DELETE", `/api/timers/${encodeURIComponent(timer.id)}`),
    onError: (error) => {
      if (!isSignedOut(error)) {
        onRefused(error);
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.timers }),
  });
}
