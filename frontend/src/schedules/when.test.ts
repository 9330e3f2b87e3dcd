import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

import de from "../locales/de.json";
import en from "../locales/en.json";
import { momentWords, untilText } from "./when";

const BERLIN = "Europe/Berlin";
const MONDAY_NOON = Date.UTC(2026, 10, 23, 11, 0) / 1000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

beforeAll(async () => {
  await i18next.init({
    lng: "en",
    resources: { en: { translation: en }, de: { translation: de } },
  });
});

test("a moment is told by its day in the home", () => {
  const soon = MONDAY_NOON + 2 * HOUR;
  expect(momentWords(soon, MONDAY_NOON, "en-GB", BERLIN)).toBe("Today, 14:00");
  const seven = MONDAY_NOON + 19 * HOUR;
  expect(momentWords(seven, MONDAY_NOON, "de", BERLIN)).toBe("Morgen, 07:00");
  expect(momentWords(MONDAY_NOON + 3 * DAY, MONDAY_NOON, "en-GB", BERLIN)).toContain("Thursday");
});

test.each([
  [20, "in 1 minute", "in 1 Minute"],
  [59 * MINUTE, "in 59 minutes", "in 59 Minuten"],
  [HOUR, "in 1 hour", "in 1 Stunde"],
  [HOUR + MINUTE, "in 1 hr 1 min", "in 1 Std. 1 Min."],
  [HOUR + 57 * MINUTE, "in 1 hr 57 min", "in 1 Std. 57 Min."],
  [2 * HOUR - 20, "in 2 hours", "in 2 Stunden"],
  [19 * HOUR + 20 * MINUTE, "in 19 hr 20 min", "in 19 Std. 20 Min."],
  [25 * HOUR + 20 * MINUTE, "in 25 hours", "in 25 Stunden"],
  [30 * DAY, "in 30 days", "in 30 Tagen"],
])("a moment %d seconds away is told as %j and %j", (away, english, german) => {
  const until = (locale: string) =>
    untilText(MONDAY_NOON + away, MONDAY_NOON, locale, i18next.getFixedT(locale));
  expect(spaced(until("en"))).toBe(english);
  expect(spaced(until("de"))).toBe(german);
});

/** Numbers and units are kept together by spaces that look like any other. */
function spaced(text: string): string {
  return text.replaceAll("\u00a0", " ");
}
