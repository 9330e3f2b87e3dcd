import { lengthText } from "../../../schedules/length";

/** How far a download was at a moment. */
export interface Mark {
  /** Milliseconds. */
  at: number;
  bytes: number;
}

/** Speed is that of the last seconds. */
const WINDOW_MS = 8000;

/** Note how far it is; what is long ago, and what is from before a new start, is forgotten. */
export function withMark(marks: readonly Mark[], mark: Mark): Mark[] {
  const last = marks.at(-1);
  if (last && mark.bytes < last.bytes) {
    return [mark];
  }
  return [...marks.filter(({ at }) => mark.at - at <= WINDOW_MS), mark];
}

/** Bytes a second; null while that cannot be told. */
export function speedOf(marks: readonly Mark[]): number | null {
  const first = marks[0];
  const last = marks.at(-1);
  if (!first || !last || last.at - first.at < 500 || last.bytes <= first.bytes) {
    return null;
  }
  return ((last.bytes - first.bytes) / (last.at - first.at)) * 1000;
}

/** Seconds that are left; null while that cannot be told. */
export function secondsLeft(marks: readonly Mark[], total: number | null): number | null {
  const speed = speedOf(marks);
  const last = marks.at(-1);
  return speed === null || total === null || !last ? null : (total - last.bytes) / speed;
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** Say how many bytes: "46 MB". */
export function bytesText(bytes: number, locale: string, perSecond = false): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const unit = UNITS[power] ?? "byte";
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: perSecond ? `${unit}-per-second` : unit,
    unitDisplay: "short",
    maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

/** Say how long something still takes: "40 sec", "2 min", "1 hr 57 min". */
export function leftText(seconds: number, locale: string): string {
  const whole = Math.max(1, Math.round(seconds));
  return lengthText(whole < 60 ? whole : Math.round(whole / 60) * 60, locale);
}
