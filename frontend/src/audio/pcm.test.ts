import { expect, test } from "vitest";

import { fromInt16, meterLevel, rms, toInt16 } from "./pcm";

test("samples beyond full scale are clipped, not wrapped", () => {
  expect([...toInt16(Float32Array.of(-2, -1, 0, 1, 2))]).toEqual([
    -32_768, -32_768, 0, 32_767, 32_767,
  ]);
});

test("bytes and samples turn into each other", () => {
  const samples = Float32Array.of(0, 0.25, -0.5, 0.999);
  const bytes = new Uint8Array(toInt16(samples).buffer);
  const back = fromInt16(bytes, 1);
  back.forEach((sample, index) => expect(sample).toBeCloseTo(samples[index] ?? 0, 4));
});

test("two channels become their mean", () => {
  const bytes = new Uint8Array(Int16Array.of(16_384, 0, -16_384, -16_384).buffer);
  expect([...fromInt16(bytes, 2)]).toEqual([0.25, -0.5]);
});

test("bytes need not begin at an even address, and half a sample is left out", () => {
  const bytes = Uint8Array.of(0, 0, 64, 0, 192, 7).subarray(1);
  expect([...fromInt16(bytes, 1)]).toEqual([0.5, -0.5]);
});

test("the meter rests in silence, is full for a shout and in between for speech", () => {
  expect(meterLevel(0)).toBe(0);
  expect(meterLevel(0.0001)).toBe(0);
  expect(meterLevel(1)).toBe(1);
  expect(meterLevel(0.02)).toBeGreaterThan(0.3);
  expect(meterLevel(0.02)).toBeLessThan(0.7);
});

test("the root mean square of a square wave is its height", () => {
  expect(rms(Float32Array.of(0.5, -0.5, 0.5, -0.5))).toBe(0.5);
  expect(rms(new Float32Array(0))).toBe(0);
});
