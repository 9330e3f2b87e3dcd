import { expect, test } from "vitest";

import { languageName, voiceOptions } from "./voices";

const VOICES = [
  { id: "fr", name: "French", languages: ["fr-fr"], engine: "espeak" },
  { id: "de", name: "German", languages: ["de"], engine: "espeak" },
  { id: "x", name: "Any", languages: [], engine: "wyoming" },
];

test("the voices of the home's language come first", () => {
  expect(voiceOptions(VOICES, "fr", "en").map(({ group }) => group)).toEqual([
    "French",
    "…",
    "German",
  ]);
});

test("a language nobody knows is told by its tag", () => {
  expect(languageName("de", "en")).toBe("German");
  expect(languageName("not a tag", "en")).toBe("not a tag");
});
