import { expect, test } from "vitest";

import { meaningKey, meaningText } from "./meaning";

test("a meaning is told in short", () => {
  expect(meaningText({})).toBe("");
  expect(meaningText({ slots: { domain: "light", days: 1 } })).toBe("domain: light, days: 1");
  expect(meaningText({ requires_context: { area: { slot: true } } })).toBe("area: …");
  expect(meaningText({ requires_context: { domain: ["light", "fan"] } })).toBe(
    "domain: light / fan",
  );
});

test("equal meanings have one key", () => {
  expect(meaningKey({ a: 1, b: [{ c: null }] })).toBe(meaningKey({ b: [{ c: null }], a: 1 }));
  expect(meaningKey({ a: 1 })).not.toBe(meaningKey({ a: "1" }));
});
