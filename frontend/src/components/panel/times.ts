import { lengthText } from "../../schedules/length";

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;
/** Each unit with its seconds, and those of the unit that says it better from then on. */
const STEPS = [
  ["second", 1, MINUTE_S],
  ["minute", MINUTE_S, HOUR_S],
  ["hour", HOUR_S, DAY_S],
] as const;

/** Say a moment in the browser's time zone, to the second. */
export function momentText(seconds: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" }).format(
    seconds * 1000,
  );
}

/** Say how far a moment is from now: "3 minutes ago", "in 2 hours". */
export function distanceText(seconds: number, now: number, locale: string): string {
  const away = seconds - now;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, inS, next] of STEPS) {
    const count = Math.round(away / inS);
    if (Math.abs(count) * inS < next) {
      return words.format(count, unit);
    }
  }
  return words.format(Math.round(away / DAY_S), "day");
}

/** Say how long something took. */
export function durationText(ms: number, locale: string): string {
  if (ms >= MINUTE_S * 1000) {
    return lengthText(ms / 1000, locale);
  }
  const [value, unit] = ms < 1000 ? [ms, "millisecond"] : [ms / 1000, "second"];
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: ms < 10 ? 1 : ms < 1000 ? 0 : 1,
  }).format(value);
}

/** Say what something cost in US dollars, however little. */
export function costText(usd: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: usd !== 0 && usd < 0.01 ? 6 : 2,
  }).format(usd);
}
