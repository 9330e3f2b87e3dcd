import { describe, expect, test } from "vitest";

import { conversation, type ConversationAction } from "./conversation";
import { event, SPOKEN } from "./events.testdata";
import { openQuestion, waitsUntil } from "./question";
import type { Turn } from "./turn";

function play(...actions: ConversationAction[]): readonly Turn[] {
  return actions.reduce<readonly Turn[]>(conversation, []);
}

const events = SPOKEN.map((item): ConversationAction => ({ type: "event", event: item }));

test("a spoken command becomes one turn with what was heard, understood and answered", () => {
  const [turn, ...others] = play(
    { type: "asked", key: "a", source: "audio" },
    { type: "accepted", key: "a", runId: "run-1" },
    ...events,
  );
  expect(others).toEqual([]);
  expect(turn).toMatchObject({
    heard: "turn on the kitchen light",
    heardFinal: true,
    reply: "Turned on the kitchen light.",
    intent: "HassTurnOn",
    skill: "home",
    slots: { name: "kitchen light" },
    confidence: 0.94,
    done: true,
    error: null,
  });
  expect(turn?.events).toHaveLength(SPOKEN.length);
});

test("partial text is shown as not final", () => {
  const [turn] = play({ type: "asked", key: "a", source: "audio" }, ...events.slice(0, 5));
  expect(turn).toMatchObject({ heard: "turn on the", heardFinal: false, done: false });
});

test("events that overtake the acknowledgement find their turn", () => {
  const turns = play(
    { type: "asked", key: "a", source: "audio" },
    ...events.slice(0, 3),
    { type: "accepted", key: "a", runId: "run-1" },
    ...events.slice(3),
  );
  expect(turns).toHaveLength(1);
  expect(turns[0]?.events).toHaveLength(SPOKEN.length);
});

test("a typed command shows its text at once", () => {
  expect(
    play({ type: "asked", key: "a", source: "text", text: "what time is it" })[0],
  ).toMatchObject({
    heard: "what time is it",
    heardFinal: true,
    done: false,
  });
});

test("a run nobody here asked for gets a turn of its own", () => {
  expect(play(...events)).toHaveLength(1);
});

describe("what goes wrong", () => {
  test("a refused command says why", () => {
    const error = { code: "no_hello", message: "Say hello first.", cure: "" };
    const [turn] = play(
      { type: "asked", key: "a", source: "text", text: "hello" },
      { type: "refused", key: "a", error },
    );
    expect(turn).toMatchObject({ done: true, error });
  });

  test("a declined command has a reason and no error", () => {
    const [turn] = play(
      { type: "event", event: event("run-start", 0, { source: "text" }) },
      { type: "event", event: event("intent-end", 9, { intent: null, reason: "no_intent" }) },
      { type: "event", event: event("run-end", 10, { error: "no_intent" }) },
    );
    expect(turn).toMatchObject({ done: true, intent: null, reason: "no_intent", error: null });
  });

  test("a declined command shows what is written, not what is worded for the ear", () => {
    const [turn] = play(
      { type: "event", event: event("run-start", 0, { source: "text" }) },
      { type: "event", event: event("intent-end", 9, { intent: null, reason: "no_intent" }) },
      {
        type: "event",
        event: event("tts-start", 10, {
          tts_input: "Sorry, it is 4 oh 5.",
          text: "Sorry, it is 4:05.",
        }),
      },
    );
    expect(turn?.reply).toBe("Sorry, it is 4:05.");
  });

  test("what was cancelled before a word was heard leaves no trace", () => {
    const turns = play({ type: "asked", key: "a", source: "audio" }, ...events.slice(0, 2), {
      type: "event",
      event: event("run-end", 300, { error: "cancelled" }),
    });
    expect(turns).toEqual([]);
  });

  test("the rest of a dropped run is not taken for the next command", () => {
    const turns = play(
      { type: "asked", key: "a", source: "audio" },
      { type: "accepted", key: "a", runId: "run-1" },
      { type: "dropped", key: "a" },
      { type: "asked", key: "b", source: "audio" },
      { type: "event", event: event("run-end", 300, { error: "cancelled" }, "run-1") },
    );
    expect(turns.map(({ key, runId, done }) => [key, runId, done])).toEqual([["b", null, false]]);
  });

  test("data of a strange shape is ignored", () => {
    const [turn] = play(
      { type: "event", event: event("run-start", 0) },
      { type: "event", event: event("stt-end", 5, { stt_output: 7, confidence: "high" }) },
      { type: "event", event: event("intent-end", 6, { intent: {}, slots: [1], reply: null }) },
    );
    expect(turn).toMatchObject({ heard: "", confidence: null, intent: null, slots: {}, reply: "" });
  });
});

test("an announcement is a turn without a question", () => {
  expect(play({ type: "announced", key: "p", text: "Dinner is ready" })[0]).toMatchObject({
    source: "announce",
    reply: "Dinner is ready",
    done: true,
  });
});

test("only the latest turns are kept", () => {
  const turns = play(
    ...Array.from({ length: 60 }, (_unused, index): ConversationAction => ({
      type: "announced",
      key: `k${index}`,
      text: "x",
    })),
  );
  expect(turns).toHaveLength(50);
  expect(turns.at(-1)?.key).toBe("k59");
});

test("a question brings what can be answered, and where the reply can be heard again", () => {
  const options = [{ label: "Desk Lamp", sentence: "turn on the desk lamp" }, { label: 5 }, null];
  const [turn] = [
    event("run-start", 0, { source: "text" }),
    event("intent-end", 5, { intent: null, question: { kind: "ambiguous", options } }),
    event("tts-start", 6, { tts_input: "Which one?", tts_output: { audio_id: "a1" } }),
  ].reduce<readonly Turn[]>((turns, one) => conversation(turns, { type: "event", event: one }), []);
  expect(turn).toMatchObject({
    question: { kind: "ambiguous", options: [options[0]] },
    audioId: "a1",
  });
});

test("what was asked before the page was loaded waits here too, until it is answered or over", () => {
  const asked: ConversationAction = {
    type: "left-open",
    text: "Which lamp?",
    at: 100,
    question: { kind: "choice", options: [{ label: "Desk", sentence: "desk" }] },
  };
  const turns = play(asked);
  expect(turns).toMatchObject([{ source: "announce", reply: "Which lamp?", askedAt: 100 }]);
  expect(openQuestion(turns)).toBe(turns[0]);
  expect(conversation(turns, asked)).toBe(turns);

  const answered = conversation(turns, { type: "asked", key: "a", source: "text", text: "desk" });
  expect(openQuestion(answered)).toBeNull();
  const [over] = conversation(turns, { type: "over", key: "a sound of before" });
  expect(over && waitsUntil(over)).toBe(60);
});
