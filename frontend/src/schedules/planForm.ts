import type { NewPlan, Plan, PlanChange, PlanKind } from "../api/schedules";
import { type Length, lengthOf, secondsOf } from "./length";
import { choiceOf, placeOf, sameChoice } from "./ringsOn";
import { nextTime, repeatOf } from "./recurrence";
import { newRule, repeatFrom, repeatOfRule, type Rule, ruleMistake, ruleOf } from "./rule";
import { dayAfter, dayAt, instantOf, localAt } from "./zone";

/** How somebody says when: once at a time, again and again, or after a while. */
export type Mode = "once" | "repeat" | "later";

/** What stands in the form of an alarm, a reminder or a command. */
export interface PlanForm {
  mode: Mode;
  day: string;
  time: string;
  rule: Rule;
  length: Length;
  text: string;
  name: string;
  /** Those it rings on; none: everywhere. */
  satellites: readonly string[];
  /** Blank: in no room. */
  area: string;
  /** How long an alarm is snoozed for, in seconds; 0: as is usual in the home. */
  snooze: number;
}

export type PlanFault = "text" | "when" | "weekdays" | "every" | "length";
export type PlanMistake = `schedules.plan.mistake.${
  "text" | "command" | "time" | "past" | "far" | "weekdays" | "every" | "length"}`;

const HOUR_S = 3600;
const FURTHEST_S = 5 * 366 * 86_400;
const USUAL: Readonly<Record<PlanKind, Mode>> = {
  alarm: "once",
  reminder: "once",
  command: "later",
};

/** A form to begin with: an alarm at seven, a reminder at the next full hour but one. */
export function newForm(kind: PlanKind, now: number, zone?: string): PlanForm {
  const soon = localAt(now + 2 * HOUR_S, zone);
  const atSeven = instantOf(`${dayAt(now, zone)}T07:00`, zone);
  const tomorrow = dayAfter(dayAt(now, zone), 1);
  const alarmDay = atSeven !== null && atSeven > now ? dayAt(now, zone) : tomorrow;
  return {
    mode: USUAL[kind],
    day: kind === "alarm" ? alarmDay : soon.slice(0, 10),
    time: kind === "alarm" ? "07:00" : `${soon.slice(11, 13)}:00`,
    rule: newRule(dayAt(now, zone)),
    length: { hours: 1, minutes: 0, seconds: 0 },
    text: "",
    name: "",
    satellites: [],
    area: "",
    snooze: 0,
  };
}

/** The form of something that is planned. */
export function formOf(plan: Plan, now: number, zone?: string): PlanForm {
  const repeat = repeatOf(plan.repeat);
  const local = plan.at ?? localAt(plan.due_at, zone);
  return {
    mode: repeat ? "repeat" : "once",
    day: local.slice(0, 10),
    time: (repeat?.time ?? local.slice(11)).slice(0, 5),
    rule: ruleOf(repeat, dayAt(now, zone)),
    length: lengthOf(Math.max(60, Math.ceil((plan.due_at - now) / 60) * 60)),
    text: plan.text ?? "",
    name: plan.name ?? "",
    satellites: choiceOf(plan),
    area: plan.area_id ?? "",
    snooze: plan.snooze_s ?? 0,
  };
}

/** When a form's plan would happen; null while that is not clear. */
export function formMoment(form: PlanForm, now: number, zone?: string): number | null {
  switch (form.mode) {
    case "once":
      return form.day === "" || form.time === ""
        ? null
        : instantOf(`${form.day}T${form.time}`, zone);
    case "repeat":
      return form.time === "" || ruleMistake(form.rule) !== null
        ? null
        : nextTime(repeatOfRule(form.rule, form.time), now, zone);
    case "later":
      return secondsOf(form.length) < 1 ? null : now + secondsOf(form.length);
  }
}

/** What is wrong with a form, by the field it stands at. */
export function formMistakes(
  kind: PlanKind,
  form: PlanForm,
  now: number,
  zone?: string,
): Partial<Record<PlanFault, PlanMistake>> {
  const wrong: Partial<Record<PlanFault, PlanMistake>> = {};
  if (kind !== "alarm" && form.text.trim() === "") {
    wrong.text =
      kind === "command" ? "schedules.plan.mistake.command" : "schedules.plan.mistake.text";
  }
  if (form.mode === "later") {
    const seconds = secondsOf(form.length);
    if (seconds < 1 || seconds > FURTHEST_S) {
      wrong.length = "schedules.plan.mistake.length";
    }
    return wrong;
  }
  const mistake = form.mode === "repeat" ? ruleMistake(form.rule) : null;
  if (mistake !== null) {
    wrong[mistake] = `schedules.plan.mistake.${mistake}`;
  }
  const moment = formMoment(form, now, zone);
  if (form.time === "" || (form.mode === "once" && moment === null)) {
    wrong.when = "schedules.plan.mistake.time";
  } else if (form.mode === "once" && moment !== null && moment <= now) {
    wrong.when = "schedules.plan.mistake.past";
  } else if (form.mode === "once" && moment !== null && moment > now + FURTHEST_S) {
    wrong.when = "schedules.plan.mistake.far";
  }
  return wrong;
}

type When = Pick<NewPlan, "at" | "in_s" | "repeat">;

function whenOf(form: PlanForm): When {
  switch (form.mode) {
    case "once":
      return { at: `${form.day}T${form.time}` };
    case "repeat":
      return { repeat: repeatFrom(form.rule, form.time) };
    case "later":
      return { in_s: secondsOf(form.length) };
  }
}

function orNone(text: string): string | null {
  const plain = text.trim();
  return plain === "" ? null : plain;
}

/** What the hub is told to plan. */
export function wishOf(kind: PlanKind, form: PlanForm): NewPlan {
  return {
    kind,
    ...whenOf(form),
    name: orNone(form.name),
    text: orNone(form.text),
    ...placeOf(form.satellites),
    ...(kind === "command" ? { area_id: orNone(form.area) } : {}),
    ...(kind === "alarm" && form.snooze > 0 ? { snooze_s: form.snooze } : {}),
  };
}

/** What somebody changed of a plan, and what these fields were. */
export function changesOf(
  seen: Plan,
  form: PlanForm,
  now: number,
  zone?: string,
): { changes: PlanChange; was: Record<string, unknown> } {
  const before = formOf(seen, now, zone);
  const changes: PlanChange = {};
  const was: Record<string, unknown> = {};
  const words = { name: form.name, text: form.text };
  for (const field of ["name", "text"] as const) {
    if (orNone(words[field]) !== (seen[field] ?? null)) {
      changes[field] = orNone(words[field]);
      was[field] = seen[field];
    }
  }
  if (seen.kind === "command" && orNone(form.area) !== seen.area_id) {
    changes.area_id = orNone(form.area);
    was.area_id = seen.area_id;
  }
  if (seen.kind === "alarm" && form.snooze !== before.snooze) {
    changes.snooze_s = form.snooze > 0 ? form.snooze : null;
    was.snooze_s = seen.snooze_s;
  }
  if (!sameChoice(form.satellites, choiceOf(seen))) {
    Object.assign(changes, placeOf(form.satellites));
    was.satellite_ids = seen.satellite_ids;
    was.group_id = seen.group_id;
  }
  if (form.mode === "later" || JSON.stringify(whenOf(form)) !== JSON.stringify(whenOf(before))) {
    Object.assign(changes, whenOf(form));
    // What was set for a length of time has neither; then the moment itself is what was seen.
    Object.assign(was, { at: seen.at, repeat: seen.repeat });
    if (seen.at === null && seen.repeat === null) {
      was.due_at = seen.due_at;
    }
  }
  return { changes, was };
}

/** What makes a plan again that was deleted. */
export function againOf(plan: Plan, now: number): NewPlan {
  const repeat = repeatOf(plan.repeat);
  const when: When = repeat
    ? { repeat: repeatFrom(ruleOf(repeat), repeat.time) }
    : plan.at !== null && !plan.snoozed
      ? { at: plan.at }
      : { in_s: Math.max(1, plan.due_at - now) };
  return {
    kind: plan.kind === "routine" ? "command" : plan.kind,
    ...when,
    name: plan.name,
    text: plan.text,
    ...placeOf(choiceOf(plan)),
    area_id: plan.area_id,
    ...(plan.snooze_s === null ? {} : { snooze_s: plan.snooze_s }),
  };
}
