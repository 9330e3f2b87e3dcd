import { expect, test } from "vitest";

import { gainOf } from "./loudness";

test("the whole volume leaves the sound as it is, and none is silence", () => {
  expect(gainOf(100)).toBe(1);
  expect(gainOf(0)).toBe(0);
  expect(gainOf(900)).toBe(1);
});

test("half of the volume is twenty decibels less", () => {
  expect(gainOf(50)).toBeCloseTo(0.1);
});
