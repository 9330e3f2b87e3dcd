import type { Plan } from "../api/schedules";
import { dayAt } from "./zone";

/** What waits, by the day it happens on. */
export interface AgendaDay {
  day: string;
  plans: readonly Plan[];
}

/** The plans as a page shows them. */
export interface Agenda {
  /** Those that ring, go wrong or are being carried out, the oldest first. */
  now: readonly Plan[];
  days: readonly AgendaDay[];
  paused: readonly Plan[];
}

/** Sort plans: what happens now, what waits by day with the next one first, and what is paused. */
export function agendaOf(plans: readonly Plan[], zone?: string): Agenda {
  const sorted = [...plans].sort((a, b) => a.due_at - b.due_at || a.id.localeCompare(b.id));
  const days: { day: string; plans: Plan[] }[] = [];
  for (const plan of sorted.filter(({ state }) => state === "pending")) {
    const day = dayAt(plan.due_at, zone);
    const last = days.at(-1);
    if (last?.day === day) {
      last.plans.push(plan);
    } else {
      days.push({ day, plans: [plan] });
    }
  }
  return {
    now: sorted.filter(({ state }) => state === "ringing"),
    days,
    paused: sorted.filter(({ state }) => state === "paused"),
  };
}

/** The first few of an agenda's days: so many plans, and whether there are more. */
export function firstOf(
  days: readonly AgendaDay[],
  count: number,
): { days: readonly AgendaDay[]; more: number } {
  const shown: AgendaDay[] = [];
  let left = count;
  for (const { day, plans } of days) {
    if (left > 0) {
      shown.push({ day, plans: plans.slice(0, left) });
    }
    left -= plans.length;
  }
  return { days: shown, more: Math.max(0, -left) };
}

/** What is shown of it on a small card: what rings, then what is next, with what is paused last. */
export function upcoming(plans: readonly Plan[], count: number): readonly Plan[] {
  const rank = { ringing: 0, pending: 1, paused: 2, finished: 3, cancelled: 3 } as const;
  return [...plans]
    .sort((a, b) => rank[a.state] - rank[b.state] || a.due_at - b.due_at)
    .slice(0, count);
}
