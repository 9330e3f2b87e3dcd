import { isGroup } from "./schema";

/** How the hub tells about a secret without showing it. */
export interface Secret {
  is_set: boolean;
}

/** Whether a value stands for a secret the hub holds, or does not hold. */
export function isSecret(value: unknown): value is Secret {
  return isGroup(value) && Object.keys(value).length === 1 && typeof value.is_set === "boolean";
}

/** What was typed for a secret; blank while the hub's own counts. */
export function typedSecret(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Return values with a text for each secret, as a schema wants them. */
export function asTexts(value: unknown): unknown {
  if (isSecret(value)) {
    return value.is_set ? "set" : "";
  }
  if (Array.isArray(value)) {
    return value.map(asTexts);
  }
  return isGroup(value)
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asTexts(inner)]))
    : value;
}
