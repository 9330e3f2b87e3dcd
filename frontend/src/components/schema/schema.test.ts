import { expect, test } from "vitest";

import { blankFaults, errorsOf, homelessFaults } from "./faults";
import { isUsable, layoutOf, prepared, withoutExtras } from "./schema";
import { asTexts, isSecret, typedSecret } from "./secrets";
import { validator } from "./validator";

const schema = prepared({
  type: "object",
  properties: {
    host: { type: "string", title: "host", label: "Server", help_text: "Shown in the app" },
    key: { type: "string", format: "password" },
    kinds: { type: "array", items: { type: "string", enum: ["a", "b"] } },
    feeds: { type: "array", items: { type: "string", format: "uri" } },
  },
  required: ["host", "key"],
  additionalProperties: false,
});

test("label and help_text name and explain a field", () => {
  expect(schema.properties?.host).toMatchObject({
    title: "Server",
    description: "Shown in the app",
  });
});

test("a list of choices becomes a set of them, a plain list has one label", () => {
  expect(schema.properties?.kinds).toMatchObject({ uniqueItems: true });
  expect(layoutOf(schema).feeds).toEqual({ items: { "ui:options": { label: false } } });
});

test("nonsense makes no form", () => {
  for (const nonsense of [
    null,
    [],
    "x",
    { type: "string" },
    { type: "object", properties: { a: 7 } },
    { type: "object", properties: { a: { type: "colour" } } },
    { type: "object", properties: { a: { enum: [] } } },
    { type: "object", properties: [], required: [] },
    { type: "object", required: "host" },
    { properties: { a: { type: "object", properties: { b: false } } } },
  ]) {
    expect(isUsable(nonsense), JSON.stringify(nonsense)).toBe(false);
  }
  expect(isUsable({})).toBe(true);
  expect(isUsable(schema)).toBe(true);
});

test("what the schema does not know is left out, choices beside their field too", () => {
  expect(withoutExtras(schema, { host: "a", host_options: ["a"], other: 1 })).toEqual({
    host: "a",
  });
  expect(
    withoutExtras({ ...schema, additionalProperties: true }, { host_options: [], other: 1 }),
  ).toEqual({ other: 1 });
});

test("a stored secret is known by its mark, and is never a text", () => {
  expect(isSecret({ is_set: true })).toBe(true);
  expect(isSecret({ is_set: true, more: 1 })).toBe(false);
  expect(isSecret("is_set")).toBe(false);
  expect(typedSecret({ is_set: true })).toBe("");
  expect(asTexts({ a: [{ is_set: true }, { is_set: false }], b: 1 })).toEqual({
    a: ["set", ""],
    b: 1,
  });
});

test("a blank field that is needed is named, a stored secret is not blank", () => {
  const named = (values: Record<string, unknown>) =>
    blankFaults(schema, values, "needed").map(({ path }) => path.join("."));
  expect(named({ host: "", key: { is_set: false } })).toEqual(["host", "key"]);
  expect(named({ host: "a", key: { is_set: true } })).toEqual([]);
  expect(named({ host: null })).toEqual(["host", "key"]);
});

test("faults find their fields, those without one are told above the buttons", () => {
  const faults = [
    { path: ["feeds", "0"], detail: "is no address" },
    { path: ["host"], detail: "is needed" },
    { path: [], detail: "too deep" },
    { path: ["nobody"], detail: "is not a setting" },
  ];
  expect(errorsOf(faults.slice(0, 2))).toEqual({
    feeds: { 0: { __errors: ["is no address"] } },
    host: { __errors: ["is needed"] },
  });
  expect(homelessFaults(schema, faults)).toEqual(faults.slice(2));
});

test("conditions are decided without generated code, and a stored secret counts as a text", () => {
  const condition = { properties: { host: { const: "local" } }, required: ["host"] };
  expect(validator.isValid(condition, { host: "local" }, schema)).toBe(true);
  expect(validator.isValid(condition, { host: "far" }, schema)).toBe(false);
  const text = { properties: { key: { type: "string" as const, minLength: 1 } } };
  expect(validator.isValid(text, { key: { is_set: true } }, schema)).toBe(true);
  expect(validator.isValid({ $ref: "#/$defs/gone" }, { host: "a" }, schema)).toBe(false);
});
