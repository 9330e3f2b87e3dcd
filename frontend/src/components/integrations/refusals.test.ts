import { expect, test } from "vitest";

import { mergeIntegration } from "../../api/integrations";
import { ApiError } from "../../api/problem";
import { integration } from "./integrations.testdata";
import { credentialsOf, hasFields, testFailure } from "./refusals";
import { isSignedInNews } from "./signedIn";
import { clock } from "./words";

test("a failed test is known by its code, a form that does not fit is none", () => {
  expect(testFailure(new ApiError(422, { code: "cannot_connect" }))).toBe("cannot_connect");
  expect(testFailure(new ApiError(422, { code: "config_invalid" }))).toBeNull();
  expect(testFailure(new Error("x"))).toBeNull();
});

test("faults come by pointer or by dotted name of the setting", () => {
  const errors = [
    { pointer: "/feeds/0/a~1b", detail: "x" },
    { field: "box.port", detail: "y" },
    { field: "", detail: "z" },
  ];
  expect(new ApiError(422, { errors }).faults.map(({ path }) => path)).toEqual([
    ["feeds", "0", "a/b"],
    ["box", "port"],
    [],
  ]);
});

test("new credentials are all that is asked for when they are refused", () => {
  const secret = { type: "string", format: "password" };
  const schema = { properties: { host: { type: "string" }, token: secret }, required: ["host"] };
  expect(credentialsOf(schema)).toMatchObject({
    properties: { token: secret },
    required: ["token"],
  });
  expect(credentialsOf({ properties: { host: { type: "string" } } })).toBeNull();
});

test("an integration without settings needs no form, nonsense is not taken for one", () => {
  expect(hasFields({ type: "object", properties: {}, additionalProperties: false })).toBe(false);
  expect(hasFields({ type: "object", properties: {}, additionalProperties: true })).toBe(true);
  expect(hasFields({ type: "object", properties: [] })).toBe(true);
});

test("news of an integration goes into the list, whether it was known or not", () => {
  const lamp = integration({ id: "lamp", quality: "gold" });
  const [merged] = mergeIntegration([lamp], { ...lamp, state: "loaded" });
  expect(merged).toMatchObject({ state: "loaded", quality: "gold" });
  expect(mergeIntegration([lamp], integration({ id: "new" }))).toHaveLength(2);
});

test("only the last page of a sign-in is taken for news of it", () => {
  expect(isSignedInNews({ kind: "ova-signed-in", integration: "x" })).toBe(true);
  expect(isSignedInNews({ kind: "other" })).toBe(false);
  expect(isSignedInNews("ova-signed-in")).toBe(false);
});

test("a moment of another day carries its date", () => {
  const noon = new Date(2026, 4, 4, 12, 30).getTime();
  expect(clock(noon / 1000, "de", noon)).toBe("12:30");
  expect(clock(noon / 1000 - 86_400, "de", noon)).toContain("2026");
});
