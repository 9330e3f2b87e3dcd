import { expect, test } from "vitest";

import { passwordMistakes } from "./newPassword";

test("a new password is long enough and typed the same twice", () => {
  expect(passwordMistakes({ password: "short", repeat: "short" })).toEqual({
    password: "setup.error.password",
  });
  expect(passwordMistakes({ password: "long enough", repeat: "long enouhg" })).toEqual({
    repeat: "setup.error.repeat",
  });
  expect(passwordMistakes({ password: "long enough", repeat: "long enough" })).toEqual({});
});
