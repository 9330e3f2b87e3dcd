import { expect, test } from "vitest";

import { dayAfter, daysBetween, instantOf, knownZone, localAt, weekdayOf } from "./zone";

const BERLIN = "Europe/Berlin";

test("a moment is what the home's clocks show, and back", () => {
  const moment = Date.UTC(2026, 10, 23, 6, 0) / 1000;
  expect(localAt(moment, BERLIN)).toBe("2026-11-23T07:00:00");
  expect(localAt(Date.UTC(2026, 10, 22, 23, 0) / 1000, BERLIN)).toBe("2026-11-23T00:00:00");
  expect(instantOf("2026-11-23T07:00", BERLIN)).toBe(moment);
  expect(instantOf("2026-11-23T07:00:00", "Asia/Kolkata")).toBe(moment - 4.5 * 3600);
});

test("a time that the clocks skip is as much later as they go forward", () => {
  // On 29 March 2026 two o'clock is followed by three o'clock.
  expect(instantOf("2026-03-29T02:30", BERLIN)).toBe(Date.UTC(2026, 2, 29, 1, 30) / 1000);
  expect(localAt(instantOf("2026-03-29T02:30", BERLIN) ?? 0, BERLIN)).toBe("2026-03-29T03:30:00");
});

test("of a time that comes twice the first is meant", () => {
  expect(instantOf("2026-10-25T02:30", BERLIN)).toBe(Date.UTC(2026, 9, 25, 0, 30) / 1000);
  expect(instantOf("2026-11-01T01:30", "America/New_York")).toBe(
    Date.UTC(2026, 10, 1, 5, 30) / 1000,
  );
  expect(instantOf("2026-10-25T01:59", BERLIN)).toBe(Date.UTC(2026, 9, 24, 23, 59) / 1000);
  expect(instantOf("2026-10-25T03:00", BERLIN)).toBe(Date.UTC(2026, 9, 25, 2, 0) / 1000);
});

test("what is no time is none", () => {
  expect(instantOf("T07:00", BERLIN)).toBeNull();
  expect(instantOf("2026-13-01T07:00", BERLIN)).toBeNull();
});

test("days are counted over months and leap years", () => {
  expect(dayAfter("2028-02-28", 1)).toBe("2028-02-29");
  expect(dayAfter("2026-01-01", -1)).toBe("2025-12-31");
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect(weekdayOf("2026-11-23")).toBe(0);
});

test("a zone this browser does not know is none", () => {
  expect(knownZone("Europe/Berlin")).toBe("Europe/Berlin");
  for (const name of [undefined, "", "Middle-earth/Shire"]) {
    expect(knownZone(name)).toBeUndefined();
  }
});
