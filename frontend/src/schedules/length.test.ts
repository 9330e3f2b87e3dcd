import { expect, test } from "vitest";

import { dueText, lengthMistake, lengthOf, lengthText, secondsOf } from "./length";

test.each([0, 1, 59, 60, 3599, 3600, 90_061])("%d seconds are the same after a round trip", (s) => {
  expect(secondsOf(lengthOf(s))).toBe(s);
});

test("nothing and more than a week are mistakes", () => {
  expect(lengthMistake({ hours: 0, minutes: 0, seconds: 0 })).toBe("schedules.mistake.none");
  expect(lengthMistake({ hours: 168, minutes: 0, seconds: 1 })).toBe("schedules.mistake.long");
  expect(lengthMistake({ hours: 168, minutes: 0, seconds: 0 })).toBeNull();
});

test("a length is said without what is none", () => {
  expect(lengthText(5400, "en")).toBe("1\u00a0hr 30\u00a0min");
  expect(lengthText(45, "en")).toBe("45\u00a0sec");
  expect(lengthText(7200, "en", "long")).toBe("2\u00a0hours");
  expect(lengthText(60, "de", "long")).toBe("1\u00a0Minute");
});

test("the time of day is the home's, with the day when it is not today", () => {
  const now = Date.UTC(2026, 0, 1, 22, 30) / 1000;
  expect(dueText(now + 600, now, "en-GB", "Europe/Berlin")).toBe("23:40");
  expect(dueText(now + 3600, now, "en-GB", "Europe/Berlin")).toContain("Fri");
});
