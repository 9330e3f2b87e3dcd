import type { RunEvent } from "../api/types";
import { number, records, text } from "../conversation/eventData";

export const WHYS = ["alone", "snr", "level", "score", "first"] as const;
/** More says nothing of the distance any more, only of how still it is. */
const MOST_SNR_DB = 40;

/** How well one satellite heard the wake word; null is what nobody measured. */
export interface HeardAt {
  satelliteId: string;
  /** What it was called then. */
  name: string;
  snrDb: number | null;
  levelDbfs: number | null;
  score: number | null;
  /** How much later than the one that answers it told; negative: earlier. */
  afterMs: number | null;
}

/** Who heard a wake word, and what decided who answers. */
export interface Auditioned {
  why: (typeof WHYS)[number];
  waitedMs: number | null;
  winner: Omit<HeardAt, "satelliteId" | "name">;
  /** The best one first. */
  others: readonly HeardAt[];
}

/** What a run tells of the satellites that heard its wake word; null where none had to be chosen. */
export function auditionedOf(
  events: readonly Pick<RunEvent, "type" | "data">[],
): Auditioned | null {
  // It comes again when another satellite tells late: the last one counts.
  const data = events.findLast(({ type }) => type === "wake-chosen")?.data;
  const why = data && WHYS.find((one) => one === text(data, "why"));
  if (data === undefined || why === undefined) {
    return null;
  }
  return {
    why,
    waitedMs: number(data, "waited_ms"),
    winner: { ...measured(data), afterMs: null },
    others: records(data, "others")
      .map((one) => ({
        satelliteId: text(one, "satellite_id") ?? "",
        name: text(one, "name") ?? text(one, "satellite_id") ?? "",
        ...measured(one),
        afterMs: number(one, "after_ms"),
      }))
      .sort((a, b) => (b.snrDb ?? -1) - (a.snrDb ?? -1)),
  };
}

/** How far a bar reaches for a distance from the noise, 0 to 1. */
export function reach(snrDb: number): number {
  return Math.min(1, Math.max(0, snrDb / MOST_SNR_DB));
}

function measured(data: Record<string, unknown>) {
  return {
    snrDb: number(data, "snr_db"),
    levelDbfs: number(data, "level_dbfs"),
    score: number(data, "score"),
  };
}
