import { expect, test } from "vitest";

import { drift, isNight, readNight, USUAL_NIGHT, writeNight } from "./night";

const at = (hour: number) => new Date(2026, 0, 5, hour, 30);

test("a night may go over midnight, or not, or not be there at all", () => {
  expect([21, 22, 3, 6].map((hour) => isNight(USUAL_NIGHT, at(hour)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect([0, 1, 7].map((hour) => isNight({ from: 1, to: 7 }, at(hour)))).toEqual([
    false,
    true,
    false,
  ]);
  expect(isNight({ from: 5, to: 5 }, at(5))).toBe(false);
});

test("the night is that of the home's clocks, whatever the tablet's say", () => {
  const noon = new Date("2026-01-05T12:00:00Z");
  expect(isNight(USUAL_NIGHT, noon, "Pacific/Auckland")).toBe(true);
  expect(isNight(USUAL_NIGHT, noon, "Europe/Berlin")).toBe(false);
});

test("what was remembered is read again, and nonsense is the usual night", () => {
  expect(readNight(writeNight({ from: 23, to: 7 }))).toEqual({ from: 23, to: 7 });
  for (const text of [null, "", "x", "99-3", "1-24"]) {
    expect(readNight(text)).toEqual(USUAL_NIGHT);
  }
});

test("everything moves a little every minute and comes back", () => {
  const minutes = Array.from({ length: 9 }, (_, minute) =>
    drift(new Date(2026, 0, 5, 0, minute)).join(),
  );
  expect(new Set(minutes).size).toBe(9);
});
