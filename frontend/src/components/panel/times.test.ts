import { expect, test } from "vitest";

import { costText, distanceText, durationText } from "./times";

test("a moment is said by its distance, in the unit that fits", () => {
  const now = 1_000_000;
  expect(distanceText(now - 30, now, "en")).toBe("30 seconds ago");
  expect(distanceText(now + 180, now, "en")).toBe("in 3 minutes");
  expect(distanceText(now - 7200, now, "en")).toBe("2 hours ago");
  expect(distanceText(now - 86_400, now, "en")).toBe("yesterday");
  expect(distanceText(now + 180, now, "de")).toBe("in 3 Minuten");
});

test("a distance that is nearly the next unit is told in that", () => {
  const now = 1_000_000;
  expect(distanceText(now - 59.7, now, "en")).toBe("1 minute ago");
  expect(distanceText(now - 3599, now, "en")).toBe("1 hour ago");
  expect(distanceText(now + 86_000, now, "en")).toBe("tomorrow");
});

test("durations and costs keep what matters of small numbers", () => {
  expect(durationText(0.42, "en")).toBe("0.4 ms");
  expect(durationText(234.6, "en")).toBe("235 ms");
  expect(durationText(2345, "en")).toBe("2.3 sec");
  expect(durationText(117_000, "en")).toBe("1\u00a0min 57\u00a0sec");
  expect(costText(0.01, "en")).toBe("$0.01");
  expect(costText(0.00042, "en")).toBe("$0.00042");
  expect(costText(0, "en")).toBe("$0.00");
});
