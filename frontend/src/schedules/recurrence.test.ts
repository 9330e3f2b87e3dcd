import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

import de from "../locales/de.json";
import en from "../locales/en.json";
import { nextTime, repeatOf, repeatText } from "./recurrence";
import { repeatFrom, ruleOf } from "./rule";
import { dayAt } from "./zone";

const BERLIN = "Europe/Berlin";
const MONDAY_NOON = Date.UTC(2026, 10, 23, 11, 0) / 1000;

beforeAll(async () => {
  await i18next.init({
    lng: "en",
    resources: { en: { translation: en }, de: { translation: de } },
  });
});

test.each([
  [null, "Every day at 07:00"],
  [[0, 1, 2, 3, 4], "Monday to Friday at 07:00"],
  [[6, 5], "Saturday and Sunday at 07:00"],
  [[3], "Every Thursday at 07:00"],
  [[4, 0, 2], "Every Monday, Wednesday and Friday at 07:00"],
])("days %j read %s", (weekdays, words) => {
  const repeat = repeatOf({ time: "07:00", weekdays });
  expect(repeat && repeatText(repeat, "en-GB", i18next.t)).toBe(words);
});

test("the same is said in German", () => {
  const repeat = { time: "07:00", weekdays: [0, 3] };
  expect(repeatText(repeat, "de", i18next.getFixedT("de"))).toBe(
    "Jeden Montag und Donnerstag um 07:00",
  );
});

test.each([
  [
    { every: 2, unit: "week", weekdays: [0] },
    "Every other Monday at 07:00",
    "Jeden zweiten Montag um 07:00",
  ],
  [{ every: 3, unit: "day" }, "Every 3 days at 07:00", "Alle 3 Tage um 07:00"],
  [{ unit: "month", day: 1 }, "Every month on the 1st at 07:00", "Jeden Monat am 1. um 07:00"],
  [
    { unit: "month", every: 3, day: 22 },
    "Every 3 months on the 22nd at 07:00",
    "Alle 3 Monate am 22. um 07:00",
  ],
  [
    { unit: "month", day: -1 },
    "Every month on the last day at 07:00",
    "Jeden Monat am letzten Tag um 07:00",
  ],
  [
    { unit: "month", nth: 1, weekdays: [0] },
    "Every month on the first Monday at 07:00",
    "Jeden Monat am ersten Montag um 07:00",
  ],
  [
    { unit: "year", month: 5, day: 3 },
    "Every year on 3 May at 07:00",
    "Jedes Jahr am 3. Mai um 07:00",
  ],
  [
    { unit: "year", month: 11, nth: 4, weekdays: [3] },
    "Every year on the fourth Thursday of November at 07:00",
    "Jedes Jahr am vierten Donnerstag im November um 07:00",
  ],
])("%j is said in both languages", (wire, english, german) => {
  const repeat = repeatOf({ time: "07:00", ...wire }) ?? { time: "", weekdays: [] };
  expect(repeatText(repeat, "en-GB", i18next.t)).toBe(english);
  expect(repeatText(repeat, "de", i18next.getFixedT("de"))).toBe(german);
  expect(repeatFrom(ruleOf(repeat), "07:00")).toMatchObject(wire);
});

test.each([
  [{ every: 2, unit: "week", weekdays: [0], start: "2026-11-23" }, "2026-12-07"],
  [{ every: 2, unit: "week", weekdays: [0], start: "2026-11-24" }, "2026-11-30"],
  [{ every: 3, unit: "day", start: "2026-11-22" }, "2026-11-25"],
  [{ unit: "month", day: 31 }, "2026-11-30"],
  [{ unit: "month", day: -1 }, "2026-11-30"],
  [{ unit: "month", every: 2, day: 1, start: "2026-11-20" }, "2026-12-01"],
  [{ unit: "month", nth: 1, weekdays: [0] }, "2026-12-07"],
  [{ unit: "month", nth: -1, weekdays: [0] }, "2026-11-30"],
  [{ unit: "year", month: 2, day: 29 }, "2027-02-28"],
])("%j comes next on %s, as the hub has it", (wire, day) => {
  const repeat = repeatOf({ time: "07:00", ...wire }) ?? { time: "", weekdays: [] };
  expect(dayAt(nextTime(repeat, MONDAY_NOON, BERLIN) ?? 0, BERLIN)).toBe(day);
});

test("what happens once repeats never", () => {
  expect(repeatOf(null)).toBeNull();
  expect(repeatOf({})).toBeNull();
});

test("the next time is later today, on the next of its days, or in a week", () => {
  const next = (time: string, weekdays: number[]) =>
    (nextTime({ time, weekdays }, MONDAY_NOON, BERLIN) ?? 0) - MONDAY_NOON;
  expect(next("12:30", [0])).toBe(1800);
  expect(next("12:00", [0])).toBe(7 * 86_400);
  expect(next("07:00", [0, 1, 2, 3, 4])).toBe(19 * 3600);
  expect(next("07:00", [6])).toBe(6 * 86_400 - 5 * 3600);
  expect(nextTime({ time: "07:00", weekdays: [] }, MONDAY_NOON, BERLIN)).toBeNull();
});

test("seven o'clock stays seven o'clock when the clocks change", () => {
  const saturday = Date.UTC(2026, 9, 24, 10, 0) / 1000;
  const sunday = nextTime({ time: "07:00", weekdays: [6] }, saturday, BERLIN);
  expect(sunday).toBe(Date.UTC(2026, 9, 25, 6, 0) / 1000);
});
