import type { PastRun } from "../api/latestRuns";
import type { Turn } from "./turn";

/** Something that was said in the house, as it is listed. */
export interface Said {
  runId: string;
  text: string;
  reply: string;
  /** Whether it still goes on. */
  live: boolean;
  failed: boolean;
  /** Seconds since the epoch; null while that is not known. */
  at: number | null;
}

/** A run that waits for the answer to its question has not failed. */
const ASKING = new Set(["unsure", "ambiguous", "confirm", "asked_again"]);

/** What was said last, newest first: what goes on now, then what is over. */
export function lastSaid(runs: readonly PastRun[], live: readonly Turn[], count: number): Said[] {
  const over = new Set(runs.map(({ run_id }) => run_id));
  const going = live
    .filter(({ runId, heard }) => runId !== null && !over.has(runId) && heard !== "")
    .map((turn): Said => ({
      runId: turn.runId ?? "",
      text: turn.heard,
      reply: turn.reply,
      live: !turn.done,
      failed: turn.error !== null,
      at: turn.events[0]?.timestamp ?? null,
    }))
    .reverse();
  const past = runs.map((run): Said => ({
    runId: run.run_id,
    text: run.text,
    reply: run.reply,
    live: false,
    failed: run.error !== null && !ASKING.has(run.error),
    at: run.started_at,
  }));
  return [...going, ...past].slice(0, count);
}
