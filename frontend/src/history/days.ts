import type { PastRun } from "../api/history";

/** A line of the list: a day, or a run of that day. */
export type Row =
  { kind: "day"; key: string; day: string } | { kind: "run"; key: string; run: PastRun };

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day of a moment in a time zone: `2026-03-29`. */
export function dayOf(seconds: number, zone: string): string {
  return isoDay(zone).format(seconds * 1000);
}

/** Put a heading before the runs of each day. */
export function rowsOf(runs: readonly PastRun[], zone: string): Row[] {
  const rows: Row[] = [];
  let last = "";
  for (const run of runs) {
    const day = dayOf(run.started_at, zone);
    if (day !== last) {
      // Runs are in the order they ended: around midnight a day may come twice.
      rows.push({ kind: "day", key: `${day} before ${run.run_id}`, day });
      last = day;
    }
    rows.push({ kind: "run", key: run.run_id, run });
  }
  return rows;
}

/** Say a day: "Today", "Yesterday", or in full. */
export function dayText(day: string, now: number, zone: string, locale: string): string {
  const away = (Date.parse(day) - Date.parse(dayOf(now, zone))) / 86_400_000;
  if (away === 0 || away === -1) {
    const text = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(away, "day");
    return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  }
  const sameYear = day.slice(0, 4) === dayOf(now, zone).slice(0, 4);
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
    timeZone: "UTC",
  }).format(Date.parse(day));
}

/** Say the time of day of a moment in a time zone. */
export function clockText(seconds: number, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: zone }).format(
    seconds * 1000,
  );
}

/** Say a moment in full in a time zone. */
export function momentIn(seconds: number, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "full",
    timeStyle: "medium",
    timeZone: zone,
  }).format(seconds * 1000);
}

function isoDay(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone: zone });
    formats.set(zone, format);
  }
  return format;
}
