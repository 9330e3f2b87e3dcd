import type { PastRun } from "../api/history";
import { dayOf } from "./days";

/** What runs are looked for; blank: anything. The names are those of the hub's query. */
export interface RunFilter {
  words: string;
  outcome: string;
  source: string;
  satellite_id: string;
  area_id: string;
  intent: string;
  skill: string;
  error: string;
  /** `2026-03-29`, in the home's time zone; both days are in it. */
  from_day: string;
  to_day: string;
}

export const NO_FILTER: RunFilter = {
  words: "",
  outcome: "",
  source: "",
  satellite_id: "",
  area_id: "",
  intent: "",
  skill: "",
  error: "",
  from_day: "",
  to_day: "",
};

export const OUTCOMES = ["done", "asked", "not_understood", "failed", "dropped"] as const;
export type Outcome = (typeof OUTCOMES)[number];

const NAMES = Object.keys(NO_FILTER) as (keyof RunFilter)[];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST = 200;

/** Read a filter from an address; what makes no sense is left out. */
export function readFilter(search: URLSearchParams): RunFilter {
  const found = { ...NO_FILTER };
  for (const name of NAMES) {
    const value = (search.get(name) ?? "").slice(0, LONGEST);
    found[name] = isSensible(name, value) ? value : "";
  }
  return found;
}

/** Write a filter as a query, without what may be anything. */
export function toQuery(filter: RunFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    if (filter[name].trim() !== "") {
      query.set(name, filter[name].trim());
    }
  }
  return query;
}

/** How many things are chosen beside the words. */
export function chosen(filter: RunFilter): number {
  return NAMES.filter((name) => name !== "words" && filter[name] !== "").length;
}

/** Whether a run that came just now is one of those that are looked for. */
export function fits(run: PastRun, filter: RunFilter, zone: string): boolean {
  const said = [run.text, run.reply, ...(run.alternatives ?? []).map(({ text }) => text)];
  const text = folded(said.join("\n"));
  const day = dayOf(run.started_at, zone);
  return (
    folded(filter.words)
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    same(filter.outcome, run.outcome) &&
    same(filter.source, run.source) &&
    same(filter.satellite_id, run.satellite_id) &&
    same(filter.area_id, run.area_id) &&
    same(filter.error, run.error) &&
    (filter.intent === "" || run.commands.some(({ intent }) => intent === filter.intent)) &&
    (filter.skill === "" || run.commands.some(({ skill }) => skill === filter.skill)) &&
    (filter.from_day === "" || day >= filter.from_day) &&
    (filter.to_day === "" || day <= filter.to_day)
  );
}

function isSensible(name: keyof RunFilter, value: string): boolean {
  switch (name) {
    case "outcome":
      return OUTCOMES.some((one) => one === value);
    case "source":
      return value === "text" || value === "audio";
    case "from_day":
    case "to_day":
      return DAY.test(value) && !Number.isNaN(Date.parse(value));
    default:
      return true;
  }
}

function same(wanted: string, found: string | null | undefined): boolean {
  return wanted === "" || wanted === found;
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "");
}
