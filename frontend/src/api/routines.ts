import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { applyNews } from "./applyNews";
import { request } from "./client";
import { isSignedOut } from "./problem";
import type { Schemas } from "./types";

/** Several things done by one phrase, at a time, or by a click. */
export type Routine = Schemas["RoutineModel"];
export type RoutineStep = Schemas["RoutineStepModel"];
export type RoutineRun = Schemas["RoutineRunModel"];
export type RoutineFault = Schemas["RoutineFaultModel"];
export type RoutineCheck = Schemas["RoutineCheck"];

/** What somebody decides about a routine. */
export type RoutineFields = Pick<
  Routine,
  "name" | "icon" | "phrases" | "steps" | "repeat" | "satellite_id" | "group_id" | "enabled"
>;

interface Routines {
  routines: Routine[];
  /** What is wrong with the files. */
  file_faults: RoutineFault[];
}

export const ROUTINES = ["routines"] as const;

/** The routines of the home, kept live by the `/ui` socket. */
export function useRoutines() {
  return useQuery({
    queryKey: ROUTINES,
    queryFn: () => request<Routines>("GET", "/api/routines"),
  });
}

/** Put newer versions of routines in place, sorted by name; those that were removed go away. */
export function mergeRoutines(known: readonly Routine[], changed: readonly Routine[]): Routine[] {
  const ids = new Set(changed.map(({ id }) => id));
  const there = changed.filter(({ removed }) => !removed);
  return [...known.filter(({ id }) => !ids.has(id)), ...there].sort(
    (a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id),
  );
}

/** Show newer versions of routines. */
export function showRoutines(client: QueryClient, changed: readonly Routine[]): void {
  applyNews<Routines>(
    client,
    ROUTINES,
    (known) => known && { ...known, routines: mergeRoutines(known.routines, changed) },
  );
}

function place(id: string): string {
  return `/api/routines/${encodeURIComponent(id)}`;
}

interface Save {
  /** Null: a new one. */
  id: string | null;
  fields: Partial<RoutineFields>;
  /** The fields as they were shown; left out to overwrite whatever is there. */
  was?: Partial<RoutineFields> | undefined;
  /** Take phrases from whom they belong to so far. */
  anyway: boolean;
}

/** Keep a new routine, or change one unless somebody else did meanwhile. */
export function useSaveRoutine() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, fields, was, anyway }: Save) =>
      id === null
        ? request<Routine>("POST", "/api/routines", { ...fields, anyway })
        : request<Routine>("PATCH", place(id), { ...fields, anyway, ...(was ? { was } : {}) }),
    onSuccess: (routine) => showRoutines(client, [routine]),
    onError: () => client.invalidateQueries({ queryKey: ROUTINES }),
  });
}

export interface RoutineOrder {
  routine: Routine;
  order: "run" | "stop" | "enable" | "disable" | "delete";
  /** Where it counts as asked for when it is run; nowhere when left out. */
  satellite_id?: string | undefined;
}

/** Order something of a routine; switching is shown at once and taken back when it is refused. */
export function useOrderRoutine(onRefused: (error: unknown) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ routine, order, satellite_id }: RoutineOrder) =>
      order === "delete"
        ? request<unknown>("DELETE", place(routine.id))
        : request<unknown>(
            "POST",
            `${place(routine.id)}/${order}`,
            order === "run" ? { satellite_id } : undefined,
          ),
    onMutate: ({ routine, order }) => {
      if (order === "enable" || order === "disable") {
        showRoutines(client, [{ ...routine, enabled: order === "enable" }]);
      }
    },
    onSuccess: (_, { routine, order }) => {
      if (order === "delete") {
        showRoutines(client, [{ ...routine, removed: true }]);
      }
    },
    onError: (error) => {
      if (!isSignedOut(error)) {
        onRefused(error);
      }
      void client.invalidateQueries({ queryKey: ROUTINES });
    },
  });
}
