import { expect, test } from "vitest";

import { setupMistakes, setupRequest } from "./setupForm";

const GOOD = { username: " Anna ", password: "correct horse", repeat: "correct horse" };

test("a filled form has no mistakes", () => {
  expect(setupMistakes(GOOD)).toEqual({});
  expect(setupRequest(GOOD)).toEqual({ username: "Anna", password: "correct horse" });
});

test.each([
  [{ username: "  " }, { username: "setup.error.username" }],
  [{ username: "x".repeat(65) }, { username: "setup.error.usernameLong" }],
  [{ password: "short", repeat: "short" }, { password: "setup.error.password" }],
  [{ repeat: "correct house" }, { repeat: "setup.error.repeat" }],
])("%o is pointed out", (change, mistakes) => {
  expect(setupMistakes({ ...GOOD, ...change })).toEqual(mistakes);
});
