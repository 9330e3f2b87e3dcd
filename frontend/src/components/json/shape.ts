/** How a piece of JSON is best shown. */
export type Shape = "table" | "list" | "group" | "plain";

const MOST_COLUMNS = 8;

/** Whether something is a group of values by name. */
export function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Rows of the same plain fields are a table; other lists and groups are a tree. */
export function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) {
    return columnsOf(value).length > 0 ? "table" : "list";
  }
  return isGroup(value) ? "group" : "plain";
}

/** The columns of a list that is a table; none when it is not. */
export function columnsOf(rows: readonly unknown[]): string[] {
  if (rows.length < 2 || !rows.every((row) => isGroup(row) && Object.values(row).every(isPlain))) {
    return [];
  }
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row as object)))];
  return columns.length <= MOST_COLUMNS ? columns : [];
}

/** Say a value in a line. */
export function lineOf(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }
  return value === undefined ? "" : JSON.stringify(value);
}

function isPlain(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}
