import type { TFunction } from "i18next";

import { lengthText } from "./length";
import { dayAt, daysBetween, inZone } from "./zone";

const NEAR_DAYS = 7;
const HOUR_MIN = 60;
const DAY_MIN = 24 * HOUR_MIN;

/** Name a day as seen from now: "Today", "Tomorrow", "Thursday, 26 November". */
export function dayText(seconds: number, now: number, locale: string, zone?: string): string {
  const away = daysBetween(dayAt(now, zone), dayAt(seconds, zone));
  if (Math.abs(away) <= 1) {
    const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(away, "day");
    return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
  }
  const thisYear = dayAt(now, zone).slice(0, 4) === dayAt(seconds, zone).slice(0, 4);
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(thisYear || away < NEAR_DAYS ? {} : { year: "numeric" }),
    ...inZone(zone),
  }).format(seconds * 1000);
}

/** The time of day by the clocks of a zone: "7:00 AM". */
export function timeText(seconds: number, locale: string, zone?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short", ...inZone(zone) }).format(
    seconds * 1000,
  );
}

/** Day and time of day: "Tomorrow, 7:00 AM". */
export function momentWords(seconds: number, now: number, locale: string, zone?: string): string {
  return `${dayText(seconds, now, locale, zone)}, ${timeText(seconds, locale, zone)}`;
}

/** How far away a moment is, to the precision people plan with: "in 3 hr 20 min". */
export function untilText(seconds: number, now: number, locale: string, t: TFunction): string {
  const minutes = Math.max(1, Math.round((seconds - now) / 60));
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "always", style: "long" });
  if (minutes < HOUR_MIN) {
    return words.format(minutes, "minute");
  }
  if (minutes < DAY_MIN && minutes % HOUR_MIN > 0) {
    return t("schedules.in", { length: lengthText(minutes * 60, locale) });
  }
  return minutes < 2 * DAY_MIN
    ? words.format(Math.round(minutes / HOUR_MIN), "hour")
    : words.format(Math.round(minutes / DAY_MIN), "day");
}
