import type { RunEvent, RunEventType } from "../api/types";
import { lengthText } from "../schedules/length";

export interface TimelineItem {
  type: RunEventType;
  /** Since the start of the run. */
  offsetMs: number;
  /** How long the stage that ends here took; `null` for what ends no stage. */
  durationMs: number | null;
  data: Record<string, unknown>;
}

export interface StageBar {
  stage: "wake_word" | "stt" | "intent" | "tts";
  startMs: number;
  endMs: number;
}

const STAGES = ["wake_word", "stt", "intent", "tts"] as const;

/** Which event begins what another one ends. */
const BEGUN_BY: Partial<Record<RunEventType, RunEventType>> = {
  "wake_word-end": "wake_word-start",
  "stt-vad-end": "stt-vad-start",
  "stt-end": "stt-start",
  "intent-end": "intent-start",
  "tts-end": "tts-start",
  "run-end": "run-start",
};

/** Turn a run's events into what people read: offsets, durations, only the latest partial text. */
export function timeline(events: readonly RunEvent[]): TimelineItem[] {
  const start = events[0]?.timestamp ?? 0;
  const lastPartial = events.findLast((event) => event.type === "stt-partial");
  return events
    .filter((event) => event.type !== "stt-partial" || event === lastPartial)
    .map((event) => {
      const begun = events.find((other) => other.type === BEGUN_BY[event.type]);
      return {
        type: event.type,
        offsetMs: milliseconds(start, event.timestamp),
        durationMs: begun ? milliseconds(begun.timestamp, event.timestamp) : null,
        data: event.data,
      };
    });
}

/** The stages of a run as bars; a stage that still goes on ends at the latest event. */
export function stageBars(events: readonly RunEvent[]): StageBar[] {
  const start = events[0]?.timestamp ?? 0;
  const latest = events.at(-1)?.timestamp ?? start;
  return STAGES.flatMap((stage) => {
    const begun = events.find((event) => event.type === `${stage}-start`);
    if (!begun) {
      return [];
    }
    const ended = events.find((event) => event.type === `${stage}-end`);
    return [
      {
        stage,
        startMs: milliseconds(start, begun.timestamp),
        endMs: milliseconds(start, ended?.timestamp ?? latest),
      },
    ];
  });
}

/** How long a run took, or has taken so far. */
export function totalMs(events: readonly RunEvent[]): number {
  return milliseconds(events[0]?.timestamp ?? 0, events.at(-1)?.timestamp ?? 0);
}

/** Write a length of time shortly: `340 ms`, `2.1 s`, `1 min 5 sec`. */
export function formatMs(value: number, locale: string): string {
  if (value < 1000) {
    return `${Math.round(value)} ms`;
  }
  if (value >= 60_000) {
    return lengthText(value / 1000, locale);
  }
  const seconds = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(value / 1000);
  return `${seconds} s`;
}

function milliseconds(from: number, to: number): number {
  return Math.max(0, (to - from) * 1000);
}
