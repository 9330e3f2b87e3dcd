const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** Say a moment in the browser's time zone, to the second. */
export function momentText(seconds: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" }).format(
    seconds * 1000,
  );
}

/** Say how far a moment is from now: "3 minutes ago", "in 2 hours". */
export function distanceText(seconds: number, now: number, locale: string): string {
  const away = seconds - now;
  const size = Math.abs(away);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (size < MINUTE_S) {
    return words.format(Math.round(away), "second");
  }
  if (size < HOUR_S) {
    return words.format(Math.round(away / MINUTE_S), "minute");
  }
  return size < DAY_S
    ? words.format(Math.round(away / HOUR_S), "hour")
    : words.format(Math.round(away / DAY_S), "day");
}

/** Say how long something took. */
export function durationText(ms: number, locale: string): string {
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
