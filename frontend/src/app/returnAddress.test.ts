import { expect, test } from "vitest";

import { returnAddress } from "./returnAddress";

test("one comes back to where one was", () => {
  expect(returnAddress({ from: "/satellites?id=3#log" })).toBe("/satellites?id=3#log");
});

test.each([
  [null],
  [{}],
  [{ from: 7 }],
  [{ from: "https://evil.example" }],
  [{ from: "//evil.example" }],
  [{ from: "/\\evil.example" }],
  [{ from: "/signin" }],
  [{ from: "/setup" }],
])("%o leads to the first page", (state) => {
  expect(returnAddress(state)).toBe("/");
});
