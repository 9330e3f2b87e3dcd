/** A length of time as people give it. */
export interface Length {
  hours: number;
  minutes: number;
  seconds: number;
}

export const LONGEST_S = 7 * 24 * 3600;

/** Take seconds apart. */
export function lengthOf(seconds: number): Length {
  const whole = Math.max(0, Math.round(seconds));
  return {
    hours: Math.floor(whole / 3600),
    minutes: Math.floor((whole % 3600) / 60),
    seconds: whole % 60,
  };
}

/** Put a length together, in seconds. */
export function secondsOf({ hours, minutes, seconds }: Length): number {
  return hours * 3600 + minutes * 60 + seconds;
}

export type LengthMistake = "schedules.mistake.none" | "schedules.mistake.long";

/** Say what is wrong with a length, as a translation key. */
export function lengthMistake(length: Length): LengthMistake | null {
  const seconds = secondsOf(length);
  if (seconds < 1) {
    return "schedules.mistake.none";
  }
  return seconds > LONGEST_S ? "schedules.mistake.long" : null;
}

/** Say a length in words, without parts that are none: "1 hr 30 min", or "2 hours" when long. */
export function lengthText(
  seconds: number,
  locale: string,
  unitDisplay: "short" | "long" = "short",
): string {
  const { hours, minutes, seconds: rest } = lengthOf(seconds);
  const parts: [number, string][] = [
    [hours, "hour"],
    [minutes, "minute"],
    [rest, "second"],
  ];
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) =>
      // A number stays on the line of its unit.
      new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay })
        .format(count)
        .replaceAll(" ", "\u00a0"),
    );
  return said.join(" ");
}

/** Say the time of day at which something is due, in a time zone; with the day when it is another. */
export function dueText(dueAt: number, now: number, locale: string, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", ...zone });
  const sameDay = day.format(dueAt * 1000) === day.format(now * 1000);
  return new Intl.DateTimeFormat(locale, {
    hour: "numeric",
    minute: "2-digit",
    ...(sameDay ? {} : { weekday: "short" }),
    ...zone,
  }).format(dueAt * 1000);
}
