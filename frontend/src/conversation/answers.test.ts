import { expect, test } from "vitest";

import { answersTo, wantsWords } from "./answers";

const OPTIONS = [
  { label: "Desk Lamp", sentence: "turn on the desk lamp" },
  { label: "Bedroom Lamp", sentence: "" },
];

test("of several things one is chosen by its name, or none", () => {
  for (const kind of ["ambiguous", "choice"]) {
    expect(answersTo({ kind, options: OPTIONS }, "en")).toEqual([
      { label: "Desk Lamp", kind: "option", sentence: "turn on the desk lamp" },
      { label: "Bedroom Lamp", kind: "option", sentence: "Bedroom Lamp" },
      { label: "", kind: "cancel", sentence: "never mind" },
    ]);
  }
});

test("yes and no are said in the language the hub understands", () => {
  const said = (language: string, kind = "confirm") =>
    answersTo({ kind, options: OPTIONS.slice(1) }, language).map(({ sentence }) => sentence);
  expect(said("de-AT")).toEqual(["ja", "nein"]);
  expect(said("en", "yes_no")).toEqual(["yes", "no"]);
  expect(said("xx", "unsure")).toEqual(["yes", "no"]);
});

test("what has to be said itself can only be dropped by a button", () => {
  const question = { kind: "value", options: [] };
  expect(wantsWords(question)).toBe(true);
  expect(answersTo(question, "de").map(({ sentence }) => sentence)).toEqual(["vergiss es"]);
});
