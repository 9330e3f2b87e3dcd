/**
 * Format a length of time like a kitchen timer: `4:05`, `1:00:00`. Never negative; full seconds
 * count down to 0:00.
 */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** The part of a timer that has passed, 0 to 1. */
export function elapsedPart(dueAt: number, durationS: number, now: number): number {
  if (durationS <= 0) {
    return 1;
  }
  return Math.min(1, Math.max(0, 1 - (dueAt - now) / durationS));
}
