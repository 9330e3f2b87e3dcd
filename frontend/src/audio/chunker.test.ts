import { expect, test } from "vitest";

import { CHUNK_SAMPLES, SpeechChunker } from "./chunker";

test("a second at 48 kHz becomes twenty pieces of 50 ms, less what the filter holds back", () => {
  const chunker = new SpeechChunker(48_000);
  const chunks = Array.from({ length: 375 }, () =>
    chunker.push([new Float32Array(128).fill(0.25)]),
  ).flat();
  expect(chunks).toHaveLength(19);
  for (const { pcm } of chunks) {
    expect(pcm.byteLength).toBe(CHUNK_SAMPLES * 2);
  }
  expect(chunks.at(-1)?.rms).toBeCloseTo(0.25, 3);
});

test("two channels are mixed", () => {
  const chunker = new SpeechChunker(16_000);
  const [chunk] = chunker.push([
    new Float32Array(CHUNK_SAMPLES).fill(0.5),
    new Float32Array(CHUNK_SAMPLES).fill(-0.5),
  ]);
  expect(chunk?.rms).toBe(0);
});

test("a microphone that gives nothing yet is no fault", () => {
  expect(new SpeechChunker(48_000).push([])).toEqual([]);
});
