import type { Timer } from "../api/types";

const GOES_ON = new Set<Timer["state"]>(["pending", "paused", "ringing"]);

/** Put a timer's newer version in place, the next one first; one that is over goes away. */
export function ownTimers(known: readonly Timer[], changed: Timer): Timer[] {
  const others = known.filter(({ id }) => id !== changed.id);
  return GOES_ON.has(changed.state)
    ? [...others, changed].sort((a, b) => a.due_at - b.due_at)
    : others;
}
