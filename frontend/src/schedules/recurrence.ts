import type { TFunction } from "i18next";

import { dayAfter, dayAt, instantOf, weekdayOf } from "./zone";

/** A time of day on days of the week; 0 is Monday. */
export interface Repeat {
  time: string;
  weekdays: readonly number[];
}

export const EVERY_DAY: readonly number[] = [0, 1, 2, 3, 4, 5, 6];
export const WORKDAYS: readonly number[] = [0, 1, 2, 3, 4];
export const WEEKEND: readonly number[] = [5, 6];

/** Read what repeats from the hub; null for what happens once. */
export function repeatOf(wire: Record<string, unknown> | null | undefined): Repeat | null {
  if (typeof wire?.time !== "string") {
    return null;
  }
  const days: unknown[] = Array.isArray(wire.weekdays) ? wire.weekdays : [...EVERY_DAY];
  const weekdays = days.filter((day): day is number => typeof day === "number");
  return { time: wire.time, weekdays: [...new Set(weekdays)].sort((a, b) => a - b) };
}

/** When it happens next, later than a moment; both in seconds since the epoch. */
export function nextTime({ time, weekdays }: Repeat, after: number, zone?: string): number | null {
  const today = dayAt(after, zone);
  for (let days = -1; days <= 8; days += 1) {
    const day = dayAfter(today, days);
    const moment = weekdays.includes(weekdayOf(day)) ? instantOf(`${day}T${time}`, zone) : null;
    if (moment !== null && moment > after) {
      return moment;
    }
  }
  return null;
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
export function repeatText({ time, weekdays }: Repeat, locale: string, t: TFunction): string {
  const at = { time: clockText(time, locale) };
  const same = (days: readonly number[]) =>
    days.length === weekdays.length && days.every((day) => weekdays.includes(day));
  if (same(EVERY_DAY)) {
    return t("schedules.repeat.daily", at);
  }
  if (same(WORKDAYS)) {
    return t("schedules.repeat.workdays", at);
  }
  if (same(WEEKEND)) {
    return t("schedules.repeat.weekend", at);
  }
  const days = new Intl.ListFormat(locale, { type: "conjunction" }).format(
    weekdays.map((day) => weekdayText(day, locale)),
  );
  return t("schedules.repeat.days", { ...at, days });
}
