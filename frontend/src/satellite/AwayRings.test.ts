import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { AwayRings } from "./AwayRings";

let away = false;
let rung: string[] = [];
let rings: AwayRings;
const alarm = (id: string, ...times: number[]) => ({ id, kind: "alarm", text: id, in_s: times });

beforeEach(() => {
  vi.useFakeTimers();
  away = false;
  rung = [];
  rings = new AwayRings(
    () => away,
    ({ timer }) => rung.push(timer.id),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

test("it rings only while the hub is away, each time of what repeats, and what is told last counts", () => {
  rings.expect([alarm("old", 20)]);
  rings.expect([alarm("work", 10, 30), alarm("bins", 20)]);
  vi.advanceTimersByTime(15_000);
  away = true;
  vi.advanceTimersByTime(20_000);
  expect(rung).toEqual(["bins", "work"]);
  rings.forget();
  vi.advanceTimersByTime(100_000);
  expect(rung).toHaveLength(2);
});

test("what was silenced while the hub was away is not rung again when it is back", () => {
  rings.silenced("work");
  rings.back(1_000);
  expect(rings.wasSilenced("bins", 1_500)).toBe(false);
  expect(rings.wasSilenced("work", 1_500)).toBe(true);
  expect(rings.wasSilenced("work", 1_600)).toBe(false);
});

test("tomorrow's alarm rings though today's was silenced", () => {
  rings.silenced("work");
  rings.back(1_000);
  expect(rings.wasSilenced("work", 86_400_000)).toBe(false);
});
