import type { RunEvent } from "../api/types";
import { applyEvent } from "./applyEvent";
import { openQuestion } from "./question";
import { newTurn, type Turn, type TurnError, type TurnQuestion } from "./turn";

export type ConversationAction =
  | { type: "asked"; key: string; source: "text" | "audio"; text?: string }
  | { type: "accepted"; key: string; runId: string }
  | { type: "refused"; key: string; error: TurnError }
  | { type: "dropped"; key: string }
  | { type: "event"; event: RunEvent }
  | { type: "recalled"; runId: string; events: readonly RunEvent[] }
  | { type: "announced"; key: string; text: string }
  | { type: "awaited"; key: string; at: number; question: TurnQuestion | null }
  | { type: "left-open"; text: string; at: number; question: TurnQuestion }
  | { type: "over"; key: string }
  | { type: "cleared" };

/** Turns that are kept; older ones are in the hub's history. */
const KEPT = 50;
/** The key of what was asked before this page was loaded: of that only the hub knows the sound. */
const LEFT_OPEN = "left-open";
const OPEN_QUESTION: TurnQuestion = { kind: "offer", options: [] };
/** A question that was asked then waits no more. */
const LONG_AGO = 0;

/** Advance the conversation. Turns are oldest first. */
export function conversation(turns: readonly Turn[], action: ConversationAction): readonly Turn[] {
  switch (action.type) {
    case "asked": {
      const turn = newTurn(action.key, action.source);
      const heard = action.text ?? "";
      return [...turns, { ...turn, heard, heardFinal: heard !== "" }].slice(-KEPT);
    }
    case "accepted":
      return bind(turns, action.key, action.runId);
    case "refused":
      return turns.map((turn) =>
        turn.key === action.key ? { ...turn, done: true, error: action.error } : turn,
      );
    case "dropped":
      return turns.filter((turn) => turn.key !== action.key);
    case "event":
      return withoutSilentCancel(take(turns, action.event));
    case "recalled":
      return turns.map((turn) =>
        turn.runId === action.runId
          ? action.events.reduce(applyEvent, newTurn(turn.key, turn.source, turn.runId))
          : turn,
      );
    case "announced": {
      const turn = newTurn(action.key, "announce");
      return [...turns, { ...turn, reply: action.text, done: true }].slice(-KEPT);
    }
    case "awaited":
      // Somebody asks on this satellite: what is said or typed next is the answer.
      return turns.map((turn) =>
        turn.key === action.key && turn.source === "announce"
          ? { ...turn, question: action.question ?? OPEN_QUESTION, askedAt: action.at }
          : turn,
      );
    case "left-open": {
      if (openQuestion(turns) !== null) {
        return turns;
      }
      const turn = {
        ...newTurn(LEFT_OPEN, "announce"),
        reply: action.text,
        done: true,
        question: action.question,
        askedAt: action.at,
      };
      return [...turns.filter(({ key }) => key !== LEFT_OPEN), turn].slice(-KEPT);
    }
    case "over":
      return turns.map((turn) =>
        (turn.key === action.key || turn.key === LEFT_OPEN) && turn.askedAt !== null
          ? { ...turn, askedAt: LONG_AGO }
          : turn,
      );
    case "cleared":
      return [];
  }
}

/** Give a turn its run. Events of the run may have come before: then the two are one. */
function bind(turns: readonly Turn[], key: string, runId: string): readonly Turn[] {
  const early = turns.find((turn) => turn.runId === runId && turn.key !== key);
  return turns
    .filter((turn) => turn !== early)
    .map((turn) => {
      if (turn.key !== key || turn.runId === runId) {
        return turn;
      }
      return (early?.events ?? []).reduce(applyEvent, { ...turn, runId });
    });
}

function take(turns: readonly Turn[], event: RunEvent): readonly Turn[] {
  const known = turns.findIndex((turn) => turn.runId === event.run_id);
  if (known < 0 && event.type !== "run-start") {
    // The rest of a run that was cancelled or cleared away.
    return turns;
  }
  // The first event can overtake the acknowledgement of what was asked.
  const waiting = turns.findIndex((turn) => turn.runId === null && !turn.done);
  const index = known >= 0 ? known : waiting;
  if (index < 0) {
    const turn = newTurn(event.run_id, sourceOf(event), event.run_id);
    return [...turns, applyEvent(turn, event)].slice(-KEPT);
  }
  return turns.map((turn, place) =>
    place === index ? applyEvent({ ...turn, runId: event.run_id }, event) : turn,
  );
}

function sourceOf(event: RunEvent): "text" | "audio" {
  return event.data.source === "text" ? "text" : "audio";
}

const SILENT = new Set(["cancelled", "wake-elsewhere"]);

/** What was cancelled before a word was heard, or answered by another satellite, leaves no trace. */
function withoutSilentCancel(turns: readonly Turn[]): readonly Turn[] {
  return turns.filter(
    (turn) => !(turn.done && SILENT.has(turn.error?.code ?? "") && turn.heard === ""),
  );
}
