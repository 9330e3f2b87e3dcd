import type { Problem } from "./types";

/** The hub said no, and why. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly cure: string;
  /** Messages by the name of the field they speak of. */
  readonly fields: Record<string, string>;

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code ?? "";
    this.cure = problem.cure ?? "";
    this.fields = fieldErrors(problem.errors);
  }
}

/** Whether an error only says that the session is over; the sign-in page says so itself. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/** The hub could not be reached at all. */
export class OfflineError extends Error {
  constructor() {
    super("The hub cannot be reached.");
    this.name = "OfflineError";
  }
}

/**
 * Parse the body of an error response; anything that is not problem JSON gives an empty problem.
 */
export function parseProblem(body: string): Problem {
  try {
    const parsed: unknown = JSON.parse(body);
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Say in one or two sentences what went wrong and what to do. */
export function explain(error: unknown): string {
  if (error instanceof ApiError) {
    return [error.message, error.cure].filter(Boolean).join(" ");
  }
  return error instanceof Error ? error.message : String(error);
}

function fieldErrors(errors: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  if (!Array.isArray(errors)) {
    return fields;
  }
  for (const entry of errors as unknown[]) {
    if (!isRecord(entry)) {
      continue;
    }
    const { pointer, detail } = entry;
    if (typeof pointer === "string" && typeof detail === "string") {
      fields[pointer.split("/").at(-1) ?? pointer] = detail;
    }
  }
  return fields;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
