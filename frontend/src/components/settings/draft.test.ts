import { expect, test } from "vitest";

import type { HomeSettings } from "../../api/homeSettings";
import { isSame, NO_DRAFT, shown, withChange } from "./draft";

const HOME = {
  home_name: "Villa",
  language: "en",
  recogniser_order: ["vosk", "pocketsphinx"],
} as HomeSettings;

test("a change is shown and remembers what was there before it", () => {
  const draft = withChange(NO_DRAFT, HOME, "home_name", "Castle");

  expect(shown(draft, HOME, "home_name")).toBe("Castle");
  expect(shown(draft, HOME, "language")).toBe("en");
  expect(draft.was).toEqual({ home_name: "Villa" });
});

test("a change that is taken back is none", () => {
  const draft = withChange(NO_DRAFT, HOME, "home_name", "Castle");

  expect(withChange(draft, HOME, "home_name", "Villa")).toEqual(NO_DRAFT);
});

test("what somebody else saves meanwhile does not count as seen", () => {
  const draft = withChange(NO_DRAFT, HOME, "home_name", "Castle");
  const theirs = { ...HOME, home_name: "Hut" };

  expect(withChange(draft, theirs, "home_name", "Castles").was).toEqual({ home_name: "Villa" });
});

test("the order of a list counts", () => {
  expect(isSame(["vosk", "whisper"], ["whisper", "vosk"])).toBe(false);
  expect(withChange(NO_DRAFT, HOME, "recogniser_order", ["vosk", "pocketsphinx"])).toEqual(
    NO_DRAFT,
  );
});
