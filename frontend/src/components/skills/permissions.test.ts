import { expect, test } from "vitest";

import { permissionWords } from "./permissions";

test("every permission has words, and one nobody knows stands for itself", () => {
  expect(permissionWords(["home.read", "magic"])).toEqual([
    { id: "home.read", words: "skills.about.permission.home_read" },
    { id: "magic", words: null },
  ]);
});
