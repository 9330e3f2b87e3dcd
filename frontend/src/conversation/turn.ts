import type { RunEvent } from "../api/types";

export interface TurnError {
  code: string;
  message: string;
  cure: string;
}

/** What was asked back, and what can be answered. */
export interface TurnQuestion {
  kind: string;
  options: readonly { label: string; sentence: string }[];
  /** In which it is answered, where no event tells. */
  language?: string;
}

/** One thing that was said, and what came of it. */
export interface Turn {
  /** Made here, so that a turn can be shown before the hub has given it a run. */
  key: string;
  runId: string | null;
  source: "text" | "audio" | "announce";
  heard: string;
  /** False while the recogniser may still change its mind. */
  heardFinal: boolean;
  reply: string;
  done: boolean;
  intent: string | null;
  skill: string | null;
  slots: Record<string, unknown>;
  confidence: number | null;
  /** Why nothing was understood, as a stable key. */
  reason: string | null;
  error: TurnError | null;
  question: TurnQuestion | null;
  /** When it was asked, where no event tells: seconds since the epoch, by the hub's clock. */
  askedAt: number | null;
  /** Where the reply can be heard again. */
  audioId: string | null;
  events: readonly RunEvent[];
}

/** Make an empty turn. */
export function newTurn(key: string, source: Turn["source"], runId: string | null = null): Turn {
  return {
    key,
    runId,
    source,
    heard: "",
    heardFinal: false,
    reply: "",
    done: false,
    intent: null,
    skill: null,
    slots: {},
    confidence: null,
    reason: null,
    error: null,
    question: null,
    askedAt: null,
    audioId: null,
    events: [],
  };
}

/** The language a turn was begun in; blank when not known. */
export function spokenIn(turn: Turn): string {
  const begun = turn.events.find(({ type }) => type === "run-start");
  const { language } = begun?.data ?? {};
  return typeof language === "string" ? language : "";
}
