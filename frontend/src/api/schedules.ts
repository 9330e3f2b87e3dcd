import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { applyNews } from "./applyNews";
import { request } from "./client";
import { isSignedOut } from "./problem";
import type { Schemas } from "./types";

/** What people plan here; when a routine runs is the routine's. */
export type PlanKind = Schemas["ScheduleBody"]["kind"];
/** An alarm, a reminder, a planned command, or the time at which a routine runs. */
export type Plan = Schemas["ScheduleModel"];
export type NewPlan = Schemas["ScheduleBody"];
export type PlanChange = Omit<Schemas["SchedulePatch"], "was">;

export const SCHEDULES = ["schedules"] as const;

/** What is planned, kept live by the `/ui` socket. */
export function useSchedules() {
  return useQuery({
    queryKey: SCHEDULES,
    queryFn: () => request<Plan[]>("GET", "/api/schedules"),
  });
}

/** Put newer versions of plans in place; those that are over go away. */
export function mergePlans(known: readonly Plan[], changed: readonly Plan[]): Plan[] {
  const ids = new Set(changed.map(({ id }) => id));
  const active = changed.filter(({ state }) => state !== "finished" && state !== "cancelled");
  return [...known.filter(({ id }) => !ids.has(id)), ...active];
}

function place(id: string): string {
  return `/api/schedules/${encodeURIComponent(id)}`;
}

function put(client: QueryClient, plan: Plan): void {
  applyNews<Plan[]>(client, SCHEDULES, (known) => known && mergePlans(known, [plan]));
}

/** Plan something. */
export function usePlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: NewPlan) => request<Plan>("POST", "/api/schedules", wish),
    onSuccess: (plan) => put(client, plan),
  });
}

interface Edit {
  id: string;
  changes: PlanChange;
  /** The fields as they were shown; left out to overwrite whatever is there. */
  was?: Record<string, unknown> | undefined;
}

/** Change something that is planned unless somebody else did meanwhile. */
export function useEditPlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, changes, was }: Edit) =>
      request<Plan>("PATCH", place(id), { ...changes, ...(was ? { was } : {}) }),
    onSuccess: (plan) => put(client, plan),
    onError: () => client.invalidateQueries({ queryKey: SCHEDULES }),
  });
}

export type PlanOrder =
  | { plan: Plan; order: "pause" | "resume" | "skip" | "stop" | "delete" }
  | { plan: Plan; order: "snooze"; seconds: number };

/** What is shown of a plan before the hub has answered; null: as it is. */
export function expectedPlan({ plan, order }: PlanOrder): Plan | null {
  switch (order) {
    case "pause":
      return { ...plan, state: "paused" };
    case "resume":
      return { ...plan, state: "pending" };
    case "delete":
      return { ...plan, state: "cancelled" };
    case "stop":
      return plan.repeat === null ? { ...plan, state: "finished" } : null;
    case "skip":
    case "snooze":
      return null;
  }
}

/** Order something of a plan: shown at once, taken back when the hub refuses. */
export function useOrderPlan(onRefused: (error: unknown) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (wanted: PlanOrder) => {
      const { plan, order } = wanted;
      if (order === "delete") {
        await request<unknown>("DELETE", place(plan.id));
        return null;
      }
      const body = order === "snooze" ? { seconds: wanted.seconds } : undefined;
      return request<Plan>("POST", `${place(plan.id)}/${order}`, body);
    },
    onMutate: (wanted) => {
      const expected = expectedPlan(wanted);
      if (expected) {
        put(client, expected);
      }
    },
    onSuccess: (plan) => {
      if (plan) {
        put(client, plan);
      }
    },
    onError: (error) => {
      if (!isSignedOut(error)) {
        onRefused(error);
      }
      void client.invalidateQueries({ queryKey: SCHEDULES });
    },
  });
}

/** What may ring again later; what went wrong with a command does not. */
export const SNOOZED: ReadonlySet<string> = new Set(["alarm", "reminder"]);

/** How long alarm clocks leave one in peace, in seconds, where nothing else was set. */
export const SNOOZE_S = 540;

/** Have what rings here ring again later, by its id. */
export function useSnooze(onRefused: (error: unknown) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<Plan>("POST", `${place(id)}/snooze`, {}),
    onSuccess: (plan) => put(client, plan),
    onError: (error) => {
      if (!isSignedOut(error)) {
        onRefused(error);
      }
    },
  });
}
