import type { NewPlan } from "../api/schedules";
import { LAST, type Repeat, repeatOf, type RepeatUnit, WORKDAYS } from "./recurrence";

/** What repeats, as the hub takes it. */
export type RepeatBody = NonNullable<NewPlan["repeat"]>;

/** What stands in a form about how something repeats, besides its time. */
export interface Rule {
  unit: RepeatUnit;
  every: number;
  weekdays: readonly number[];
  /** Whether a month is asked for a day of its own, or for a day of the week. */
  by: "day" | "nth";
  day: number;
  nth: number;
  /** Those of the month: "the first Monday". */
  nthDays: readonly number[];
  month: number;
  /** Blank: counted from the next day that fits. */
  start: string;
}

export const MOST_EVERY: Readonly<Record<RepeatUnit, number>> = {
  day: 366,
  week: 52,
  month: 24,
  year: 4,
};

/** A rule to begin with; a day (`2030-01-31`) gives the day of the month and the month. */
export function newRule(today?: string): Rule {
  return {
    unit: "week",
    every: 1,
    weekdays: WORKDAYS,
    by: "day",
    day: today === undefined ? 1 : Number(today.slice(8, 10)),
    nth: 1,
    nthDays: [0],
    month: today === undefined ? 1 : Number(today.slice(5, 7)),
    start: "",
  };
}

/** The rule of what repeats. */
export function ruleOf(repeat: Repeat | null, today?: string): Rule {
  const blank = newRule(today);
  if (repeat === null) {
    return blank;
  }
  const { unit = "week", every = 1, weekdays, nth, day, month, start } = repeat;
  return {
    unit,
    every,
    weekdays: unit === "week" ? weekdays : blank.weekdays,
    by: nth === undefined ? "day" : "nth",
    day: day ?? blank.day,
    nth: nth ?? blank.nth,
    nthDays: nth === undefined ? blank.nthDays : weekdays,
    month: month ?? blank.month,
    start: start ?? "",
  };
}

/** What a rule means at a time of day, as the hub takes it. */
export function repeatFrom(rule: Rule, time: string): RepeatBody {
  const { unit, every, by } = rule;
  const started = rule.start === "" ? {} : { start: rule.start };
  if (unit === "week") {
    const counted = every === 1 ? {} : { unit, every };
    return { time, weekdays: [...rule.weekdays], ...counted, ...started };
  }
  if (unit === "day") {
    return { time, unit, every, ...started };
  }
  return {
    time,
    unit,
    every,
    ...(by === "nth"
      ? { nth: rule.nth, weekdays: [...rule.nthDays] }
      : { day: Math.min(rule.day, longestDay(rule)) }),
    ...(unit === "year" ? { month: rule.month } : {}),
    ...started,
  };
}

/** The last day a rule may name: February has 29 in some years. */
export function longestDay({ unit, month }: Pick<Rule, "unit" | "month">): number {
  return unit === "year" ? new Date(Date.UTC(2004, month, 0)).getUTCDate() : 31;
}

/** Whether a rule names no day, or counts in something it cannot. */
export function ruleMistake(rule: Rule): "weekdays" | "every" | null {
  if (!Number.isInteger(rule.every) || rule.every < 1 || rule.every > MOST_EVERY[rule.unit]) {
    return "every";
  }
  return rule.unit === "week" && rule.weekdays.length === 0 ? "weekdays" : null;
}

/** The same rule counted in something else; what it was counted from no longer holds. */
export function countedIn(rule: Rule, unit: RepeatUnit): Rule {
  return { ...rule, unit, every: unit === "day" ? 2 : 1, start: "" };
}

/** Which of a month, in the order of a list to choose from. */
export const NTHS: readonly number[] = [1, 2, 3, 4, LAST];

/** What a rule means at a time of day, to be said and counted. */
export function repeatOfRule(rule: Rule, time: string): Repeat {
  return repeatOf({ ...repeatFrom(rule, time) }) ?? { time, weekdays: rule.weekdays };
}
