import i18next from "i18next";

import type { Problem } from "./types";

/** The namespace of words for what the hub refuses, by its code; English has none. */
export const PROBLEMS = "problems";

/** The namespace of words for what is wanted of a field, by the rule it breaks; English has none. */
export const WANTED = "wanted";

/** What is wrong with one field. */
export interface Fault {
  path: string[];
  detail: string;
}

/** The hub said no, and why. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly cure: string;
  /** Messages by the name of the field they speak of. */
  readonly fields: Record<string, string>;
  /** The same with the whole way to each field. */
  readonly faults: readonly Fault[];
  /** The form to be filled in, where a setting is missing. */
  readonly form: unknown;

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code ?? "";
    this.cure = problem.cure ?? "";
    this.faults = parseFaults(problem.errors);
    this.fields = Object.fromEntries(
      this.faults.map(({ path, detail }) => [path.at(-1) ?? "", detail]),
    );
    this.form = problem.form;
  }
}

/** Whether an error only says that the session is over; the sign-in page says so itself. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/** Whether somebody else changed meanwhile what was to be changed. */
export function isChangedMeanwhile(error: unknown): boolean {
  return error instanceof ApiError && error.status === 412;
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
    return error.code === "" ? withoutWords(error) : inWords(error);
  }
  if (error instanceof OfflineError) {
    return i18next.t("problem.offline", { defaultValue: error.message });
  }
  return error instanceof Error ? error.message : String(error);
}

/** What the hub says, in words of the page's language where it is not the hub's own, English. */
export function inWords(said: { code: string; message: string; cure: string }): string {
  const own = [said.message, said.cure].filter(Boolean).join(" ");
  const words: unknown = i18next.getResource(i18next.language, PROBLEMS, said.code, {
    keySeparator: false,
  });
  return typeof words === "string" ? words.replace("{{said}}", () => own) : own;
}

/** The words for an answer that is not the hub's: a proxy's, or none at all. */
function withoutWords({ status, message }: ApiError): string {
  const key = `problem.http${status}`;
  const words: unknown = i18next.getResource(i18next.language, "translation", key);
  return typeof words === "string" ? words : message;
}

/** Say what the hub has against something; blank when it has nothing. */
export function refusalOf(error: unknown): string {
  return error === null || error === undefined ? "" : explain(error);
}

const told = (limit: unknown) =>
  typeof limit === "string" || typeof limit === "number" ? String(limit) : "";

/** What is wanted of a field, in words of the page's language where those are known. */
function wanted(own: string, kind: unknown, values: unknown): string {
  if (typeof kind !== "string") {
    return own;
  }
  const limits = isRecord(values) ? values : {};
  const one = Object.values(limits).includes(1) ? [`${kind}_1`] : [];
  const words = [...one, kind]
    .map((key): unknown =>
      i18next.getResource(i18next.language, WANTED, key, { keySeparator: false }),
    )
    .find((found) => typeof found === "string");
  return words?.replace(/\{\{(\w+)\}\}/g, (_, name: string) => told(limits[name])) ?? own;
}

function parseFaults(errors: unknown): Fault[] {
  const entries: unknown[] = Array.isArray(errors) ? errors : [];
  return entries.filter(isRecord).flatMap(({ pointer, field, detail: own, kind, values }) => {
    if (typeof own !== "string") {
      return [];
    }
    const detail = wanted(own, kind, values);
    if (typeof pointer === "string") {
      const path = pointer.split("/").slice(1);
      return [
        { path: path.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")), detail },
      ];
    }
    return typeof field === "string"
      ? [{ path: field === "" ? [] : field.split("."), detail }]
      : [];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
