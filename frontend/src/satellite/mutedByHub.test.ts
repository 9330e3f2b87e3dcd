import { expect, test } from "vitest";

import { muteStep } from "./mutedByHub";

test("what somebody sets on the hub is followed", () => {
  expect(muteStep(false, false, true)).toBe("follow");
  expect(muteStep(true, true, false)).toBe("follow");
});

test("a microphone that was switched off while the hub was away stays off, and the hub is told", () => {
  expect(muteStep(true, false, false)).toBe("tell");
});

test("where both say the same nothing is to be done", () => {
  expect(muteStep(true, false, true)).toBe("agree");
  expect(muteStep(false, true, false)).toBe("agree");
});
