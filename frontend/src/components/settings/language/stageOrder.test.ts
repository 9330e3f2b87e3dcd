import { expect, test } from "vitest";

import { listed, switched } from "./stageOrder";

test("stages that are off stand behind those that are on", () => {
  expect(listed(["actions", "home"])).toEqual(["actions", "home", "skills"]);
  expect(listed([])).toEqual(["home", "skills", "actions"]);
});

test("a stage is switched off, and comes back as the last one", () => {
  const off = switched(["home", "skills", "actions"], "home", false);
  expect(off).toEqual(["skills", "actions"]);
  expect(switched(off, "home", true)).toEqual(["skills", "actions", "home"]);
});
