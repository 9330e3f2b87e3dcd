import { expect, test } from "vitest";

import { answersTo } from "./answers";

const OPTIONS = [
  { label: "Desk Lamp", sentence: "turn on the desk lamp" },
  { label: "Bedroom Lamp", sentence: "turn on the bedroom lamp" },
];

test("of several things one is chosen by its name", () => {
  expect(answersTo({ kind: "ambiguous", options: OPTIONS }, "en")).toEqual([
    { label: "Desk Lamp", kind: "option", sentence: "turn on the desk lamp" },
    { label: "Bedroom Lamp", kind: "option", sentence: "turn on the bedroom lamp" },
  ]);
});

test("yes and no are said in the language the hub understands", () => {
  const said = (language: string) =>
    answersTo({ kind: "confirm", options: OPTIONS.slice(1) }, language).map(
      ({ sentence }) => sentence,
    );
  expect(said("de-AT")).toEqual(["ja", "nein"]);
  expect(said("en")).toEqual(["yes", "no"]);
  expect(said("xx")).toEqual(["yes", "no"]);
});
