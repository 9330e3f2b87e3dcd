import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";

import { request } from "../../api/client";
import type { RoutineCheck, RoutineFault } from "../../api/routines";
import { routineFields, type RoutineForm, toldRows } from "../../schedules/routineForm";

const PAUSE_MS = 400;

export type PhraseTrial = RoutineCheck["phrases"][number];

export interface Checked {
  /** What is told of a phrase, by the id of its row. */
  phrases: ReadonlyMap<string, PhraseTrial>;
  /** What does not work of a step, by the id of its row. */
  steps: ReadonlyMap<string, RoutineFault>;
  /** Whether a phrase belongs to something else so far. */
  taken: boolean;
}

interface Asked {
  body: unknown;
  rows: ReturnType<typeof toldRows>;
}

/** Have the hub look at a routine while it is typed. Stays as it was while the hub looks anew. */
export function useRoutineCheck(id: string | null, form: RoutineForm): Checked {
  const fields = routineFields(form);
  const asked = JSON.stringify({
    // What it is called does not matter here.
    body: { ...fields, name: fields.name === "" ? "-" : fields.name, ...(id ? { id } : {}) },
    rows: toldRows(form),
  });
  const [settled] = useDebouncedValue(asked, PAUSE_MS);
  const { body, rows } = JSON.parse(settled) as Asked;
  const check = useQuery({
    queryKey: ["routine-check", settled],
    queryFn: async () => ({
      told: await request<RoutineCheck>("POST", "/api/routines/check", body),
      rows,
    }),
    enabled: rows.phrases.length + rows.steps.length > 0,
    staleTime: 0,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const phrases = new Map<string, PhraseTrial>();
  const steps = new Map<string, RoutineFault>();
  if (check.data) {
    const { told, rows: about } = check.data;
    about.phrases.forEach((row, index) => {
      const trial = told.phrases[index];
      if (trial) {
        phrases.set(row, trial);
      }
    });
    for (const fault of told.faults) {
      const row = about.steps[Number(/^\/steps\/(\d+)/.exec(fault.pointer)?.[1] ?? -1)];
      if (row !== undefined && !steps.has(row)) {
        steps.set(row, fault);
      }
    }
  }
  const taken = [...phrases.values()].some((trial) => trial.taken.length > 0);
  return { phrases, steps, taken };
}
