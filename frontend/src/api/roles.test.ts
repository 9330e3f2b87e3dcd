import { expect, test } from "vitest";

import { allows, roleOf } from "./roles";

test("an owner may do everything, a guest the least", () => {
  expect(allows("owner", "adult")).toBe(true);
  expect(allows("adult", "adult")).toBe(true);
  expect(allows("guest", "adult")).toBe(false);
  expect(allows("adult", "owner")).toBe(false);
});

test("a role nobody knows may do nothing", () => {
  expect(allows("king", "guest")).toBe(false);
  expect(roleOf("king")).toBe("guest");
});
