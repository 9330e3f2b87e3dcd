import { expect, test } from "vitest";

import type { Routine } from "../api/routines";
import {
  newPhrase,
  newRoutine,
  newStep,
  routineChanges,
  routineFields,
  routineFormOf,
  routineMistake,
  toldRows,
} from "./routineForm";
import { newRule } from "./rule";

const NIGHT: Routine = {
  id: "night",
  name: "Good night",
  icon: "moon",
  phrases: ["good night", "time for bed"],
  steps: [
    {
      kind: "command",
      text: "turn off the lights",
      seconds: 0,
      satellite_id: null,
      group_id: null,
    },
    { kind: "wait", text: "", seconds: 90, satellite_id: null, group_id: null },
    { kind: "say", text: "Sleep well", seconds: 0, satellite_id: null, group_id: null },
  ],
  repeat: null,
  satellite_id: null,
  group_id: null,
  enabled: true,
  file: "",
  created_at: 0,
  faults: [],
  next_at: null,
  running: false,
  last_run: null,
  removed: false,
};

test("a routine is the same after it was in a form", () => {
  const fields = routineFields(routineFormOf(NIGHT));
  expect(fields).toEqual({
    name: "Good night",
    icon: "moon",
    phrases: NIGHT.phrases,
    steps: NIGHT.steps,
    repeat: null,
    satellite_id: null,
    group_id: null,
    enabled: true,
  });
  expect(routineChanges(NIGHT, routineFormOf(NIGHT))).toEqual({ fields: {}, was: {} });
});

test("only what was changed is sent, with what it was", () => {
  const form = routineFormOf(NIGHT);
  const steps = [...form.steps].reverse();
  expect(routineChanges(NIGHT, { ...form, steps })).toEqual({
    fields: { steps: [...NIGHT.steps].reverse() },
    was: { steps: NIGHT.steps },
  });
  expect(
    routineChanges(NIGHT, {
      ...form,
      timed: true,
      time: "22:30",
      rule: { ...newRule(), weekdays: [6] },
    }),
  ).toEqual({
    fields: { repeat: { time: "22:30", weekdays: [6] } },
    was: { repeat: null },
  });
});

test("empty rows are left out, and what is told of the others finds its row", () => {
  const [blank, phrase] = [newPhrase(), newPhrase("  good   night ")];
  const [empty, step, pause] = [newStep("say"), newStep("command", "lights off"), newStep("wait")];
  const form = {
    ...newRoutine(),
    phrases: [blank, phrase],
    steps: [empty, step, pause],
  };
  expect(routineFields(form).phrases).toEqual(["good night"]);
  expect(routineFields(form).steps.map(({ kind }) => kind)).toEqual(["command", "wait"]);
  expect(toldRows(form)).toEqual({ phrases: [phrase.id], steps: [step.id, pause.id] });
});

test("what is missing is told", () => {
  const form = routineFormOf(NIGHT);
  expect(routineMistake(form)).toBeNull();
  expect(routineMistake({ ...form, name: " " })).toBe("schedules.routine.mistake.name");
  expect(routineMistake({ ...form, steps: [newStep("say")] })).toBe(
    "schedules.routine.mistake.steps",
  );
  expect(routineMistake({ ...form, phrases: [] })).toBe("schedules.routine.mistake.start");
  expect(routineMistake({ ...form, phrases: [], timed: true })).toBeNull();
  expect(routineMistake({ ...form, timed: true, rule: { ...newRule(), weekdays: [] } })).toBe(
    "schedules.routine.mistake.weekdays",
  );
  expect(routineMistake({ ...form, steps: [newStep("wait", "", 0)] })).toBe(
    "schedules.routine.mistake.wait",
  );
});

test("a group is the place of a routine, and of a single text", () => {
  const form = { ...newRoutine(), name: "Dinner", place: "group:down" };
  const steps = [newStep("say", "Dinner", 0, "sat-1"), newStep("command", "dim", 0, "sat-1")];
  const fields = routineFields({ ...form, steps });
  expect(fields).toMatchObject({ satellite_id: null, group_id: "down" });
  expect(fields.steps).toEqual([
    { kind: "say", text: "Dinner", seconds: 0, satellite_id: "sat-1", group_id: null },
    { kind: "command", text: "dim", seconds: 0, satellite_id: null, group_id: null },
  ]);
  expect(routineFormOf(fields).place).toBe("group:down");
});
