import type { Upcoming } from "./protocol";

/** An alarm or the like that is going to ring here. */
export interface Planned {
  id: string;
  kind: string;
  name: string;
  /** Seconds since the epoch. */
  dueAt: number;
}

/** Take what is going to ring here, each with its next time; timers are told with more of them. */
export function plannedOf(items: readonly Upcoming[], now: number): Planned[] {
  return items
    .filter(({ kind }) => kind !== "timer")
    .flatMap(({ id, kind, name = "", in_s: [next] }) =>
      next === undefined ? [] : [{ id, kind, name, dueAt: now + next }],
    )
    .sort((a, b) => a.dueAt - b.dueAt);
}
