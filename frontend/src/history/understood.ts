import type { RunDetail } from "../api/history";
import type { Schemas } from "../api/types";
import { record, text } from "../conversation/eventData";

export type Reading = Schemas["ReadingModel"];

/** What a run's events tell of how it was understood. */
export interface Understood {
  /** What each stage made of the words, in order; empty for runs of earlier hubs. */
  stages: Schemas["StageModel"][];
  /** The best first; the first is what was done, unless it was asked about or declined. */
  readings: Reading[];
  nearest: string[];
  /** What the reason speaks of: names as they were said. */
  detail: Record<string, unknown>;
}

/** Read how a command was understood from its events. */
export function understoodOf(run: RunDetail): Understood {
  const data = run.events.findLast(({ type }) => type === "intent-end")?.data ?? {};
  const trace = record(data, "trace");
  const readings: unknown[] = Array.isArray(trace.readings) ? trace.readings : [];
  const nearest: unknown[] = Array.isArray(data.nearest) ? data.nearest : [];
  const stages: unknown[] = Array.isArray(trace.stages) ? trace.stages : [];
  return {
    stages: stages.filter(isStage),
    readings: readings.filter(isReading),
    nearest: nearest.filter((one): one is string => typeof one === "string"),
    detail: record(data, "detail"),
  };
}

/** What was wrong, as the hub or a plugin said it: the last error of the run. */
export function faultOf(run: RunDetail): { message: string; cure: string; reason: string } {
  const data = run.events.findLast(({ type }) => type === "error")?.data ?? {};
  return {
    message: text(data, "message") ?? "",
    cure: text(data, "cure") ?? "",
    reason: text(data, "reason") ?? "",
  };
}

/** Write a value of a slot as people read it. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isReading(one: unknown): one is Reading {
  const known = one as Partial<Reading> | null;
  return typeof known?.sentence === "string" && Array.isArray(known.steps);
}

function isStage(one: unknown): one is Schemas["StageModel"] {
  const known = one as Partial<Schemas["StageModel"]> | null;
  return typeof known?.stage === "string" && typeof known.outcome === "string";
}
