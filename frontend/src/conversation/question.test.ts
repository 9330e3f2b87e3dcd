import { expect, test } from "vitest";

import { conversation } from "./conversation";
import { openQuestion, waitsUntil } from "./question";
import { newTurn, type Turn } from "./turn";

const QUESTION = { kind: "value", options: [] };

function turn(key: string, source: Turn["source"], part: Partial<Turn> = {}): Turn {
  return { ...newTurn(key, source), done: true, ...part };
}

test("a question waits while its answer is listened for, and after nothing was heard", () => {
  const asked = turn("asked", "audio", { heard: "set a timer", question: QUESTION });
  const listening = turn("listening", "audio", { done: false });
  const silent = turn("silent", "audio");
  const announced = turn("announced", "announce", { reply: "Dinner!" });
  expect(openQuestion([asked])).toBe(asked);
  expect(openQuestion([asked, silent, announced, listening])).toBe(asked);
});

test("what was said or typed next settles it", () => {
  const asked = turn("asked", "text", { heard: "set a timer", question: QUESTION });
  expect(openQuestion([asked, turn("a", "text", { heard: "five minutes" })])).toBeNull();
  expect(openQuestion([asked, turn("b", "audio", { heard: "five", done: false })])).toBeNull();
  expect(openQuestion([{ ...asked, done: false }])).toBeNull();
  expect(openQuestion([])).toBeNull();
});

test("what somebody asks on this satellite waits, other announcements do not", () => {
  const announced = turn("a1", "announce", { reply: "Tea or coffee?" });
  const [asked] = conversation([announced], {
    type: "awaited",
    key: "a1",
    at: 100,
    question: null,
  });
  expect(openQuestion([announced])).toBeNull();
  expect(openQuestion(asked ? [asked] : [])).toBe(asked);
  expect(asked && waitsUntil(asked)).toBe(160);
  const [over] = conversation(asked ? [asked] : [], { type: "over", key: "a1" });
  expect(over && waitsUntil(over)).toBe(60);
});

test("what can be answered to somebody's question is kept with it", () => {
  const question = { kind: "offer", options: [{ label: "Yes", sentence: "yes" }], language: "de" };
  const announced = turn("a1", "announce", { reply: "Tea?" });
  const [asked] = conversation([announced], { type: "awaited", key: "a1", at: 100, question });
  expect(asked?.question).toEqual(question);
});

test("the hub waits a minute from when it asked, not from when it had spoken", () => {
  const event = { run_id: "r", satellite_id: null, data: {} };
  const asked = turn("asked", "text", {
    events: [
      { ...event, type: "intent-end", timestamp: 100 },
      { ...event, type: "run-end", timestamp: 104 },
    ],
  });
  expect(waitsUntil(asked)).toBe(160);
});
