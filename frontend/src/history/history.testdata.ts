import type { PastRun } from "../api/history";

/** A run that was done, with what matters to a test changed. */
export function run(changes: Partial<PastRun> = {}): PastRun {
  return {
    run_id: "r1",
    text: "turn on the lamp",
    intent: "HassTurnOn",
    skill: "home",
    slots: {},
    reply: "Done.",
    confidence: 1,
    reason: "",
    error: null,
    timings_ms: {},
    satellite_id: null,
    conversation_id: null,
    keep_listening: false,
    audio_id: null,
    started_at: Date.UTC(2026, 2, 28, 12) / 1000,
    recording: false,
    source: "text",
    commands: [],
    question: null,
    trace: null,
    outcome: "done",
    area_id: null,
    alternatives: [],
    engine: "text",
    deeds: [],
    again_of: null,
    seq: 1,
    ...changes,
  };
}
