import type { RunEvent } from "../api/types";
import { number, record, records, text } from "./eventData";
import type { Turn, TurnQuestion } from "./turn";

/** Take what an event of a turn's run tells. */
export function applyEvent(turn: Turn, event: RunEvent): Turn {
  const { data } = event;
  const next = { ...turn, events: [...turn.events, event] };
  switch (event.type) {
    case "stt-partial":
      return { ...next, heard: text(data, "text") ?? next.heard };
    case "stt-end":
      return {
        ...next,
        heard: text(record(data, "stt_output"), "text") ?? text(data, "text") ?? next.heard,
        heardFinal: true,
        confidence: number(data, "confidence"),
      };
    case "intent-start":
      return { ...next, heard: next.heard || (text(data, "intent_input") ?? ""), heardFinal: true };
    case "intent-end":
      return {
        ...next,
        intent: text(data, "intent"),
        skill: text(data, "skill"),
        slots: record(data, "slots"),
        reason: text(data, "reason"),
        reply: text(data, "reply") ?? next.reply,
        question: questionOf(record(data, "question")),
      };
    case "tts-start":
      // What is spoken may be worded for the ear: "4 oh 5" for 4:05.
      return {
        ...next,
        reply: next.reply || (text(data, "text") ?? text(data, "tts_input") ?? ""),
        audioId: text(record(data, "tts_output"), "audio_id") ?? next.audioId,
      };
    case "error":
      return { ...next, error: errorOf(data) };
    case "run-end":
      return ended(next, data);
    default:
      return next;
  }
}

function ended(turn: Turn, data: Record<string, unknown>): Turn {
  return {
    ...turn,
    done: true,
    heardFinal: true,
    heard: turn.heard || (text(data, "text") ?? ""),
    reply: text(data, "reply") ?? turn.reply,
    error: turn.error ?? endError(turn, text(data, "error")),
  };
}

/** A declined command carries its reason as the run's error too; it is no fault. */
function endError(turn: Turn, code: string | null): Turn["error"] {
  return code === null || code === turn.reason ? null : { code, message: "", cure: "" };
}

function errorOf(data: Record<string, unknown>): Turn["error"] {
  return {
    code: text(data, "code") ?? "error",
    message: text(data, "message") ?? "",
    cure: text(data, "cure") ?? "",
  };
}

function questionOf(data: Record<string, unknown>): TurnQuestion | null {
  const kind = text(data, "kind");
  if (kind === null) {
    return null;
  }
  const options = records(data, "options").flatMap((option) => {
    const label = text(option, "label");
    const sentence = text(option, "sentence");
    return label === null || sentence === null ? [] : [{ label, sentence }];
  });
  return { kind, options };
}
