import { expect, test } from "vitest";

import { permissionWords } from "./permissions";

test("every permission has words, and one nobody knows stands for itself", () => {
  expect(permissionWords(["home.read", "magic"])).toEqual([
    { id: "home.read", words: "skills.about.permission.home_read", name: "" },
    { id: "magic", words: null, name: "" },
  ]);
});

test("a permission for one integration is told with its name, or its id while nobody knows it", () => {
  const words = permissionWords(
    ["integration:rss", "integration:gone"],
    new Map([["rss", "News feeds"]]),
  );
  expect(words.map(({ name }) => name)).toEqual(["News feeds", "gone"]);
  expect(words[0]?.words).toBe("skills.about.permission.integration");
});
