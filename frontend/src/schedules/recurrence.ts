import type { TFunction } from "i18next";

import { dayAfter, dayAt, daysBetween, instantOf, weekdayOf } from "./zone";

export type RepeatUnit = "day" | "week" | "month" | "year";

/** A time of day on days of the week; or every few days, weeks, months or years. */
export interface Repeat {
  time: string;
  /** 0 is Monday; with `nth` those of a month or a year. */
  weekdays: readonly number[];
  /** Weeks when left out. */
  unit?: RepeatUnit;
  /** 2: every other one, counted from the first fitting day on or after `start`. */
  every?: number;
  /** Of the month; the last in a shorter one, and with LAST. */
  day?: number;
  /** 1 to 4, or LAST. */
  nth?: number;
  /** 1 is January. */
  month?: number;
  start?: string;
}

export const LAST = -1;
export const EVERY_DAY: readonly number[] = [0, 1, 2, 3, 4, 5, 6];
export const WORKDAYS: readonly number[] = [0, 1, 2, 3, 4];
export const WEEKEND: readonly number[] = [5, 6];

const UNITS: readonly unknown[] = ["day", "week", "month", "year"] satisfies RepeatUnit[];
/** Something happens every four years at most; a year and a bit more for where it begins. */
const FARTHEST_DAYS = 6 * 366;

/** Read what repeats from the hub; null for what happens once. */
export function repeatOf(wire: Record<string, unknown> | null | undefined): Repeat | null {
  if (typeof wire?.time !== "string") {
    return null;
  }
  const days: unknown[] = Array.isArray(wire.weekdays) ? wire.weekdays : [...EVERY_DAY];
  const weekdays = days.filter((day): day is number => typeof day === "number");
  const read: Repeat = { time: wire.time, weekdays: [...new Set(weekdays)].sort((a, b) => a - b) };
  if (UNITS.includes(wire.unit)) {
    read.unit = wire.unit as RepeatUnit;
  }
  for (const name of ["every", "day", "nth", "month"] as const) {
    const value = wire[name];
    if (typeof value === "number") {
      read[name] = value;
    }
  }
  if (typeof wire.start === "string") {
    read.start = wire.start;
  }
  return read;
}

/** When it happens next, later than a moment; both in seconds since the epoch. */
export function nextTime(repeat: Repeat, after: number, zone?: string): number | null {
  const { time, start, every = 1 } = repeat;
  let day = dayAfter(dayAt(after, zone), -1);
  let counted: number | null = null;
  if (start !== undefined && start !== "") {
    day = start > day ? start : day;
    const first = firstFitting(repeat, start);
    counted = first === null ? null : periodOf(repeat, first);
  }
  for (let tried = 0; tried <= FARTHEST_DAYS; tried += 1, day = dayAfter(day, 1)) {
    const skipped = counted !== null && (periodOf(repeat, day) - counted) % every !== 0;
    const moment = !skipped && fits(repeat, day) ? instantOf(`${day}T${time}`, zone) : null;
    if (moment !== null && moment > after) {
      return moment;
    }
  }
  return null;
}

function firstFitting(repeat: Repeat, from: string): string | null {
  let day = from;
  for (let tried = 0; tried <= 400; tried += 1, day = dayAfter(day, 1)) {
    if (fits(repeat, day)) {
      return day;
    }
  }
  return null;
}

/** Whether a day fits a rule of every single day, week, month or year. */
function fits({ unit = "week", weekdays, day, nth, month }: Repeat, one: string): boolean {
  if (unit === "day" || unit === "week") {
    return weekdays.includes(weekdayOf(one));
  }
  const number = Number(one.slice(8, 10));
  if (month !== undefined && month !== Number(one.slice(5, 7))) {
    return false;
  }
  const length = new Date(
    Date.UTC(Number(one.slice(0, 4)), Number(one.slice(5, 7)), 0),
  ).getUTCDate();
  if (nth !== undefined) {
    const which = nth === LAST ? number + 7 > length : Math.ceil(number / 7) === nth;
    return which && weekdays.includes(weekdayOf(one));
  }
  return number === (day === undefined || day === LAST ? length : Math.min(day, length));
}

/** The number of the day, week, month or year a day is in. */
function periodOf({ unit = "week" }: Repeat, day: string): number {
  const days = daysBetween("2001-01-01", day); // a Monday
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return { day: days, week: Math.floor(days / 7), month: year * 12 + month, year }[unit];
}

/** Say a time of day as people write it: "7:00 AM". */
export function clockText(time: string, locale: string): string {
  const moment = Date.parse(`2001-01-01T${time.slice(0, 5)}:00Z`);
  return Number.isNaN(moment)
    ? time
    : new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(moment);
}

/** Name a day of the week. */
export function weekdayText(
  weekday: number,
  locale: string,
  style: "long" | "short" | "narrow" = "long",
): string {
  // The first day of 2001 was a Monday.
  const moment = Date.UTC(2001, 0, 1 + weekday);
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" }).format(moment);
}

/** Say in words when something repeats: "Monday to Friday at 7:00 AM". */
export function repeatText(repeat: Repeat, locale: string, t: TFunction): string {
  const { weekdays, unit = "week", every = 1, nth, day, month } = repeat;
  const at = { time: clockText(repeat.time, locale), count: every };
  const names = new Intl.ListFormat(locale, { type: "conjunction" }).format(
    weekdays.map((one) => weekdayText(one, locale)),
  );
  if (unit === "week" && every === 1) {
    return weeklyText(weekdays, names, at.time, t);
  }
  if (unit === "week") {
    return t(`schedules.repeat.${every === 2 ? "otherWeek" : "weeks"}`, { ...at, days: names });
  }
  if (unit === "day") {
    return t(`schedules.repeat.${every === 2 ? "otherDay" : "everyDays"}`, at);
  }
  const when =
    unit === "year" && nth === undefined && day !== undefined && day !== LAST
      ? t("schedules.repeat.onDate", { date: dateText(day, month ?? 1, locale) })
      : monthDayText(repeat, names, locale, t);
  return t(`schedules.repeat.${unit}${every === 1 ? "" : "s"}`, { ...at, day: when });
}

function monthDayText(
  { nth, day, unit, month }: Repeat,
  names: string,
  locale: string,
  t: TFunction,
): string {
  const rule = new Intl.PluralRules("en", { type: "ordinal" }).select(day ?? 1);
  const ordinal = rule === "one" || rule === "two" || rule === "few" ? rule : "other";
  const when =
    nth !== undefined
      ? t("schedules.repeat.onNth", { nth: t(`schedules.repeat.nth.${nthKey(nth)}`), days: names })
      : day === undefined || day === LAST
        ? t("schedules.repeat.onLast")
        : t(`schedules.repeat.onDay.${ordinal}`, { day });
  return unit === "year"
    ? t("schedules.repeat.inMonth", { day: when, month: monthText(month ?? 1, locale) })
    : when;
}

/** The name of the text for which one of a month it is. */
export function nthKey(nth: number): "first" | "second" | "third" | "fourth" | "last" {
  return (["first", "second", "third", "fourth"] as const)[nth - 1] ?? "last";
}

/** Name a month; 1 is January. */
export function monthText(month: number, locale: string): string {
  const moment = Date.UTC(2004, month - 1, 15);
  return new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(moment);
}

/** Say a day of the year: "3 May". */
function dateText(day: number, month: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(Date.UTC(2004, month - 1, day));
}

function weeklyText(
  weekdays: readonly number[],
  names: string,
  time: string,
  t: TFunction,
): string {
  const same = (days: readonly number[]) =>
    days.length === weekdays.length && days.every((day) => weekdays.includes(day));
  if (same(EVERY_DAY)) {
    return t("schedules.repeat.daily", { time });
  }
  if (same(WORKDAYS)) {
    return t("schedules.repeat.workdays", { time });
  }
  if (same(WEEKEND)) {
    return t("schedules.repeat.weekend", { time });
  }
  return t("schedules.repeat.days", { time, days: names });
}
