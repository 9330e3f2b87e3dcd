import { describe, expect, test } from "vitest";

import { StreamResampler } from "./resampler";

const SECONDS = 0.5;

function sine(rate: number, hertz: number, seconds = SECONDS): Float32Array {
  return Float32Array.from({ length: Math.round(rate * seconds) }, (_unused, index) =>
    Math.sin((2 * Math.PI * hertz * index) / rate),
  );
}

function inPieces(resampler: StreamResampler, input: Float32Array, size: number): Float32Array {
  const output: number[] = [];
  for (let start = 0; start < input.length; start += size) {
    output.push(...resampler.process(input.subarray(start, start + size)));
  }
  output.push(...resampler.flush());
  return Float32Array.from(output);
}

/** Loudest difference, away from the ends where the filter meets silence. */
function largestDifference(a: Float32Array, b: Float32Array): number {
  const edge = 200;
  let largest = 0;
  for (let index = edge; index < Math.min(a.length, b.length) - edge; index += 1) {
    largest = Math.max(largest, Math.abs((a[index] ?? 0) - (b[index] ?? 0)));
  }
  return largest;
}

describe.each([
  [48_000, 16_000],
  [44_100, 16_000],
  [96_000, 16_000],
  [22_050, 48_000],
  [16_000, 44_100],
  [8_000, 16_000],
])("from %i Hz to %i Hz", (from, to) => {
  test("a tone keeps its pitch, loudness and place in time", () => {
    const output = inPieces(new StreamResampler(from, to), sine(from, 1000), 128);
    expect(largestDifference(output, sine(to, 1000))).toBeLessThan(2e-3);
  });

  test("no sample is lost or added", () => {
    const output = inPieces(new StreamResampler(from, to), sine(from, 1000), 128);
    expect(Math.abs(output.length - to * SECONDS)).toBeLessThanOrEqual(1);
  });

  test("the size of the pieces makes no difference", () => {
    const input = sine(from, 440);
    const whole = inPieces(new StreamResampler(from, to), input, input.length);
    const odd = inPieces(new StreamResampler(from, to), input, 37);
    expect(odd.length).toBe(whole.length);
    expect(largestDifference(odd, whole)).toBe(0);
  });
});

test("a tone above what the lower rate can hold is silenced, not folded down", () => {
  const output = inPieces(new StreamResampler(48_000, 16_000), sine(48_000, 11_000), 128);
  expect(largestDifference(output, new Float32Array(output.length))).toBeLessThan(1e-3);
});

test("equal rates pass samples on unchanged", () => {
  const input = sine(16_000, 300);
  expect(inPieces(new StreamResampler(16_000, 16_000), input, 128)).toEqual(input);
});

test("a steady level stays the same level", () => {
  const level = new Float32Array(8000).fill(0.5);
  const output = inPieces(new StreamResampler(44_100, 16_000), level, 128);
  expect(output[1500]).toBeCloseTo(0.5, 5);
});
