import type { RJSFSchema, UiSchema } from "@rjsf/utils";

import type { Schema, Values } from "../../api/integrations";

const TYPES = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);
const PARTS = ["properties", "$defs", "definitions", "patternProperties", "dependentSchemas"];
const LISTS = ["allOf", "anyOf", "oneOf"];
const SINGLES = ["items", "if", "then", "else", "not", "additionalProperties"];
const OPTIONS = "_options";

/** Whether something is a group of values by name. */
export function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a schema describes a form: an object whose fields are schemas of known types. */
export function isUsable(schema: unknown): schema is Schema {
  if (!isGroup(schema) || (schema.type !== undefined && schema.type !== "object")) {
    return false;
  }
  const { properties = {}, required = [] } = schema;
  return (
    isGroup(properties) &&
    Array.isArray(required) &&
    Object.values(properties).every((part) => isUsablePart(part))
  );
}

function isUsablePart(part: unknown): boolean {
  if (!isGroup(part)) {
    return part === true;
  }
  const types: unknown[] = Array.isArray(part.type) ? part.type : [part.type ?? "string"];
  const known = types.every((type) => typeof type === "string" && TYPES.has(type));
  const choices = part.enum === undefined || (Array.isArray(part.enum) && part.enum.length > 0);
  const inner = part.type === "object" ? isUsable(part) : true;
  const items = part.type !== "array" || part.items === undefined || isUsablePart(part.items);
  return known && choices && inner && items;
}

/**
 * Return a schema in the words the form knows: `label` and `help_text` become title and
 * description, a list of choices becomes a set of them.
 */
export function prepared(schema: Schema): RJSFSchema {
  return translated(schema) as RJSFSchema;
}

function translated(part: unknown): unknown {
  if (!isGroup(part)) {
    return part;
  }
  const made: Record<string, unknown> = { ...part };
  if (typeof part.label === "string") {
    made.title = part.label;
  }
  if (typeof part.help_text === "string") {
    made.description = part.help_text;
  }
  for (const key of PARTS) {
    const parts = part[key];
    if (isGroup(parts)) {
      made[key] = Object.fromEntries(
        Object.entries(parts).map(([name, inner]) => [name, translated(inner)]),
      );
    }
  }
  for (const key of LISTS) {
    const parts = part[key];
    if (Array.isArray(parts)) {
      made[key] = parts.map(translated);
    }
  }
  for (const key of SINGLES) {
    if (isGroup(part[key])) {
      made[key] = translated(part[key]);
    }
  }
  if (part.type === "array" && isGroup(part.items) && Array.isArray(part.items.enum)) {
    made.uniqueItems = true;
  }
  return made;
}

/** Return how the form lays the fields out: plain lists have one label, not one for each entry. */
export function layoutOf(schema: RJSFSchema): UiSchema {
  const layout: UiSchema = {};
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    if (!isGroup(part)) {
      continue;
    }
    if (part.type === "object") {
      layout[name] = layoutOf(part);
    } else if (part.type === "array" && isGroup(part.items)) {
      const items = part.items as RJSFSchema;
      const plain = items.type !== "object" && items.type !== "array";
      layout[name] = { items: plain ? { "ui:options": { label: false } } : layoutOf(items) };
    }
  }
  return layout;
}

/** Leave out what the schema does not know, and the lists of choices beside their fields. */
export function withoutExtras(schema: RJSFSchema, values: Values): Values {
  const known = schema.properties ?? {};
  const closed = schema.additionalProperties === false;
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const field = name.endsWith(OPTIONS) ? name.slice(0, -OPTIONS.length) : "";
      return name in known || !(closed || field in known);
    }),
  );
}
