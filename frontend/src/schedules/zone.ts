/** Wall clocks of a time zone; without one it is the browser's own. */

const DAY_S = 86_400;

/** The part of Intl's options that names a time zone. */
export function inZone(zone: string | undefined): { timeZone?: string } {
  return zone === undefined ? {} : { timeZone: zone };
}

/** The name of a zone, where this browser knows it. */
export function knownZone(name: string | undefined): string | undefined {
  try {
    new Intl.DateTimeFormat("en", inZone(name)).format();
    return name;
  } catch {
    return undefined;
  }
}

/** What the clocks show at a moment (seconds since the epoch): `2030-01-31T07:00:00`. */
export function localAt(seconds: number, zone?: string): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    ...inZone(zone),
  }).formatToParts(seconds * 1000);
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((part) => part.type === type)?.value ?? "";
  const day = `${of("year").padStart(4, "0")}-${of("month")}-${of("day")}`;
  return `${day}T${of("hour")}:${of("minute")}:${of("second")}`;
}

/** The day the clocks show: `2030-01-31`. */
export function dayAt(seconds: number, zone?: string): string {
  return localAt(seconds, zone).slice(0, 10);
}

/** The day a number of days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(asUtc(`${day}T12:00`) * 1000 + days * DAY_S * 1000).toISOString().slice(0, 10);
}

/** How many days lie between two days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((asUtc(`${to}T00:00`) - asUtc(`${from}T00:00`)) / DAY_S);
}

/** The day of the week of a day, 0 is Monday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T12:00Z`).getUTCDay() + 6) % 7;
}

/**
 * When the clocks show a local time, in seconds since the epoch; null for what is none. As the hub
 * has it: a time that a change of the clocks skips is as much later as they go forward, of one that
 * they repeat the first is meant.
 */
export function instantOf(local: string, zone?: string): number | null {
  const wall = asUtc(local);
  if (Number.isNaN(wall)) {
    return null;
  }
  const [before, after] = [offsetAt(wall - DAY_S, zone), offsetAt(wall + DAY_S, zone)];
  const first = wall - before;
  const second = wall - after;
  return offsetAt(first, zone) !== before && offsetAt(second, zone) === after ? second : first;
}

/** How far the clocks of a zone are ahead of UTC at a moment, in seconds. */
function offsetAt(seconds: number, zone?: string): number {
  const whole = Math.floor(seconds);
  return asUtc(localAt(whole, zone)) - whole;
}

/** Whether the clocks of a zone show something else now than the browser's. */
export function zoneDiffers(zone: string, now: number): boolean {
  return offsetAt(now, zone) !== offsetAt(now);
}

/** What people call a zone: "Central European Time (Berlin)". */
export function zoneName(zone: string, now: number, locale: string): string {
  const name = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "longGeneric" })
    .formatToParts(now * 1000)
    .find((part) => part.type === "timeZoneName")?.value;
  const place = zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
  return name === undefined || name.includes(place) ? (name ?? place) : `${name} (${place})`;
}

function asUtc(local: string): number {
  const time = local.length === "2030-01-31T07:00".length ? `${local}:00` : local;
  return Date.parse(`${time}Z`) / 1000;
}
