import { expect, test } from "vitest";

import { VoiceGate } from "./VoiceGate";

const QUIET = 0.002;
const VOICE = 0.1;

function feed(gate: VoiceGate<number>, from: number, count: number, rms: number): number[] {
  return Array.from({ length: count }, (_, index) => gate.feed(from + index, rms)).flat();
}

test("a quiet room sends nothing, however long it is quiet", () => {
  expect(feed(new VoiceGate<number>(), 0, 2000, QUIET)).toEqual([]);
});

test("a voice is let through with the second before it and a moment after it", () => {
  const gate = new VoiceGate<number>();
  feed(gate, 0, 100, QUIET);
  expect(feed(gate, 100, 10, VOICE)[0]).toBe(80);
  const rest = feed(gate, 110, 100, QUIET);
  expect(rest.at(-1)).toBe(138);
});

test("steady noise is taken for quiet after some seconds, and a voice above it still opens", () => {
  const gate = new VoiceGate<number>();
  feed(gate, 0, 50, QUIET);
  feed(gate, 50, 1000, 0.02);
  expect(feed(gate, 1050, 40, 0.02)).toEqual([]);
  expect(feed(gate, 1090, 5, 0.2)).not.toEqual([]);
});

test("digital silence with a click in it sends nothing for long", () => {
  const gate = new VoiceGate<number>();
  feed(gate, 0, 100, 0);
  expect(feed(gate, 100, 1, 0.0003)).toEqual([]);
});

test("what was part of a command is not sent again as the beginning of a wake word", () => {
  const gate = new VoiceGate<number>();
  feed(gate, 0, 30, QUIET);
  gate.reset();
  expect(feed(gate, 30, 1, VOICE)).toEqual([30]);
});
