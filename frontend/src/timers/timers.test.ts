import { describe, expect, test } from "vitest";

import { elapsedPart, formatCountdown } from "./countdown";
import { HubClock } from "./hubClock";

test.each([
  [0, "0:00"],
  [-5, "0:00"],
  [0.2, "0:01"],
  [59, "0:59"],
  [60, "1:00"],
  [245, "4:05"],
  [3600, "1:00:00"],
  [36_061, "10:01:01"],
])("%d seconds read %s", (seconds, text) => {
  expect(formatCountdown(seconds)).toBe(text);
});

test("the part that has passed stays between nothing and all", () => {
  expect(elapsedPart(100, 60, 70)).toBe(0.5);
  expect(elapsedPart(100, 60, 10)).toBe(0);
  expect(elapsedPart(100, 60, 500)).toBe(1);
  expect(elapsedPart(100, 0, 0)).toBe(1);
});

describe("the hub's clock", () => {
  const HERE_MS = Date.UTC(2026, 0, 1, 12, 0, 0);

  test("a clock that is minutes off is followed", () => {
    const clock = new HubClock();
    clock.observe("Thu, 01 Jan 2026 12:05:00 GMT", HERE_MS);
    expect(clock.now(HERE_MS)).toBe(HERE_MS / 1000 + 300);
  });

  test("a second is the resolution of the header, not a difference", () => {
    const clock = new HubClock();
    clock.observe("Thu, 01 Jan 2026 12:00:01 GMT", HERE_MS);
    expect(clock.now(HERE_MS)).toBe(HERE_MS / 1000);
  });

  test("a missing or broken header changes nothing", () => {
    const clock = new HubClock();
    clock.observe("Thu, 01 Jan 2026 12:05:00 GMT", HERE_MS);
    clock.observe(null, HERE_MS);
    clock.observe("yesterday", HERE_MS);
    expect(clock.now(HERE_MS)).toBe(HERE_MS / 1000 + 300);
  });
});
