import { expect, test } from "vitest";

import { ringSamples } from "./ringTone";

test("the ring loops without a click and never clips", () => {
  const samples = ringSamples(48_000);
  expect(Math.abs(samples[0] ?? 1)).toBeLessThan(1e-3);
  expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(1e-3);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(loudest).toBeGreaterThan(0.15);
  expect(loudest).toBeLessThan(0.9);
});
