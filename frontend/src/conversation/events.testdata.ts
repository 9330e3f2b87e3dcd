import type { RunEvent, RunEventType } from "../api/types";

/** Make an event of a run, `ms` after its start. */
export function event(
  type: RunEventType,
  ms: number,
  data: Record<string, unknown> = {},
  runId = "run-1",
): RunEvent {
  return { run_id: runId, type, timestamp: 1_000_000 + ms / 1000, satellite_id: "browser", data };
}

/** A spoken command that went well. */
export const SPOKEN: readonly RunEvent[] = [
  event("run-start", 0, { source: "audio" }),
  event("stt-start", 2, { rate: 16_000 }),
  event("stt-vad-start", 400),
  event("stt-partial", 700, { text: "turn" }),
  event("stt-partial", 900, { text: "turn on the" }),
  event("stt-vad-end", 2000),
  event("stt-end", 2200, {
    stt_output: { text: "turn on the kitchen light" },
    confidence: 0.94,
    engine: "pocketsphinx",
  }),
  event("intent-start", 2201, { intent_input: "turn on the kitchen light" }),
  event("intent-end", 2231, {
    intent: "HassTurnOn",
    skill: "home",
    slots: { name: "kitchen light" },
    template: "turn on [the] {name}",
    reply: "Turned on the kitchen light.",
    error: null,
  }),
  event("tts-start", 2232, { tts_input: "Turned on the kitchen light." }),
  event("tts-end", 2282, { tts_output: { audio_id: "a", seconds: 1.24 } }),
  event("run-end", 2283, { error: null }),
];
