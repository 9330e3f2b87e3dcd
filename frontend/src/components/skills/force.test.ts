import { expect, test } from "vitest";

import { forceOf } from "./force";
import { ownText } from "./skills.testdata";

const grammar = { language: "en", generation: 4, seq: 7, busy: false };

test("a sentence is in force once the hub's sentences hold its version", () => {
  expect(forceOf(ownText({ seq: 7 }), grammar, true)).toBe("in_force");
  expect(forceOf(ownText({ seq: 8 }), grammar, true)).toBe("coming");
});

test("what keeps a sentence from being understood is told", () => {
  expect(forceOf(ownText({ seq: 1, fault: "no list" }), grammar, true)).toBe("faulty");
  expect(forceOf(ownText({ seq: 1 }), grammar, false)).toBe("skill_off");
  expect(forceOf(ownText({ seq: 1, language: "de" }), grammar, true)).toBe("other_language");
  expect(forceOf(ownText({ seq: 1, removed: true }), grammar, true)).toBe("removed");
});
