import type { Routine, RoutineFields, RoutineStep } from "../api/routines";
import { type Length, lengthOf, secondsOf } from "./length";
import { repeatOf } from "./recurrence";
import { newRule, repeatFrom, type Rule, ruleMistake, ruleOf } from "./rule";
import { chosenGroup, groupChoice } from "./ringsOn";

export interface PhraseForm {
  id: string;
  text: string;
}

export interface StepForm {
  id: string;
  kind: RoutineStep["kind"];
  text: string;
  length: Length;
  /** Where a text is said, as the place of a routine; blank: where it is asked for. */
  place: string;
}

/** What stands in the form of a routine. */
export interface RoutineForm {
  name: string;
  icon: string;
  phrases: readonly PhraseForm[];
  steps: readonly StepForm[];
  /** Whether it runs by itself at a time. */
  timed: boolean;
  time: string;
  rule: Rule;
  /** A satellite by its id, or `group:<id>`; blank: nowhere in particular. */
  place: string;
  enabled: boolean;
}

export type RoutineMistake = `schedules.routine.mistake.${
  "name" | "start" | "steps" | "text" | "wait" | "time" | "weekdays" | "every"}`;

export const LONGEST_WAIT_S = 12 * 3600;

let count = 0;

/** A row of a list has an id of its own, which lasts while the form is open. */
function nextId(): string {
  count += 1;
  return `row-${count}`;
}

/** A phrase to be filled in. */
export function newPhrase(text = ""): PhraseForm {
  return { id: nextId(), text };
}

/** A step to be filled in. */
export function newStep(kind: RoutineStep["kind"], text = "", seconds = 30, place = ""): StepForm {
  return { id: nextId(), kind, text, length: lengthOf(seconds), place };
}

interface Placed {
  satellite_id: string | null;
  group_id: string | null;
}

/** How a place stands in a form. */
export function placeChoice({ satellite_id, group_id }: Placed): string {
  return group_id === null ? (satellite_id ?? "") : groupChoice(group_id);
}

function placedAt(choice: string): Placed {
  const group_id = chosenGroup([choice]);
  return { satellite_id: group_id === null && choice !== "" ? choice : null, group_id };
}

/** A form to begin with. */
export function newRoutine(): RoutineForm {
  return {
    name: "",
    icon: "",
    phrases: [newPhrase()],
    steps: [newStep("command")],
    timed: false,
    time: "07:00",
    rule: newRule(),
    place: "",
    enabled: true,
  };
}

/** The form of a routine. */
export function routineFormOf(routine: RoutineFields): RoutineForm {
  const repeat = repeatOf(routine.repeat);
  return {
    name: routine.name,
    icon: routine.icon,
    phrases: routine.phrases.map((text) => newPhrase(text)),
    steps: routine.steps.map((step) =>
      newStep(step.kind, step.text, step.seconds, placeChoice(step)),
    ),
    timed: repeat !== null,
    time: repeat?.time.slice(0, 5) ?? "07:00",
    rule: ruleOf(repeat),
    place: placeChoice(routine),
    enabled: routine.enabled,
  };
}

/** What the hub is told of a routine; rows that are empty are left out. */
export function routineFields(form: RoutineForm): RoutineFields {
  return {
    name: tidy(form.name),
    icon: form.icon,
    phrases: form.phrases.map(({ text }) => tidy(text)).filter((text) => text !== ""),
    steps: form.steps.filter((step) => !isBlank(step)).map(stepOf),
    repeat: form.timed ? repeatFrom(form.rule, form.time) : null,
    ...placedAt(form.place),
    enabled: form.enabled,
  };
}

function stepOf({ kind, text, length, place }: StepForm): RoutineStep {
  return kind === "wait"
    ? { kind, text: "", seconds: secondsOf(length), ...placedAt("") }
    : { kind, text: tidy(text), seconds: 0, ...placedAt(kind === "say" ? place : "") };
}

function isBlank({ kind, text }: StepForm): boolean {
  return kind !== "wait" && text.trim() === "";
}

function tidy(text: string): string {
  return text.trim().split(/\s+/).join(" ");
}

/** What is wrong with a form before the hub is asked, the first thing first. */
export function routineMistake(form: RoutineForm): RoutineMistake | null {
  const { name, phrases, steps, repeat } = routineFields(form);
  if (name === "") {
    return "schedules.routine.mistake.name";
  }
  if (steps.length === 0) {
    return "schedules.routine.mistake.steps";
  }
  const waits = steps.filter(({ kind }) => kind === "wait");
  if (waits.some(({ seconds }) => seconds < 1 || seconds > LONGEST_WAIT_S)) {
    return "schedules.routine.mistake.wait";
  }
  if (repeat !== null && form.time === "") {
    return "schedules.routine.mistake.time";
  }
  const mistake = form.timed ? ruleMistake(form.rule) : null;
  if (mistake !== null) {
    return `schedules.routine.mistake.${mistake}`;
  }
  return phrases.length === 0 && repeat === null ? "schedules.routine.mistake.start" : null;
}

/** The rows of a form the hub was told of, in its order: what it says of the third is about that one. */
export function toldRows(form: RoutineForm): { phrases: string[]; steps: string[] } {
  return {
    phrases: form.phrases.filter(({ text }) => tidy(text) !== "").map(({ id }) => id),
    steps: form.steps.filter((step) => !isBlank(step)).map(({ id }) => id),
  };
}

/** What somebody changed of a routine, and what these fields were. */
export function routineChanges(
  seen: Routine,
  form: RoutineForm,
): { fields: Partial<RoutineFields>; was: Partial<RoutineFields> } {
  const now = routineFields(form);
  const before = routineFields(routineFormOf(seen));
  const changed = (Object.keys(now) as (keyof RoutineFields)[]).filter(
    (field) => JSON.stringify(now[field]) !== JSON.stringify(before[field]),
  );
  return {
    fields: Object.fromEntries(changed.map((field) => [field, now[field]])),
    was: Object.fromEntries(changed.map((field) => [field, seen[field]])),
  };
}
