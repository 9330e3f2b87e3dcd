/** Reads the data of run events, which come from outside, without trusting their shape. */

export function text(data: Record<string, unknown>, name: string): string | null {
  const value = data[name];
  return typeof value === "string" ? value : null;
}

export function number(data: Record<string, unknown>, name: string): number | null {
  const value = data[name];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

export function record(data: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = data[name];
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** The records of a list; what is none is left out. */
export function records(data: Record<string, unknown>, name: string): Record<string, unknown>[] {
  const value = data[name];
  const entries: unknown[] = Array.isArray(value) ? value : [];
  return entries.filter(
    (entry): entry is Record<string, unknown> => typeof entry === "object" && entry !== null,
  );
}
