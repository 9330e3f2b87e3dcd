import { expect, test } from "vitest";

import { personPatch } from "./people";

const ANNA = { name: "Anna", role: "adult" };

test("only what differs is changed, with what was seen of it", () => {
  expect(personPatch(ANNA, { name: " Anne ", role: "adult" }, false)).toEqual({
    name: "Anne",
    was: { name: "Anna" },
  });
  expect(personPatch(ANNA, { name: "Anna", role: "owner" }, false)).toEqual({
    role: "owner",
    was: { role: "adult" },
  });
  expect(personPatch(ANNA, ANNA, false)).toEqual({});
});

test("who overwrites does not say what was seen", () => {
  expect(personPatch(ANNA, { name: "Anne", role: "adult" }, true)).toEqual({ name: "Anne" });
});
