import type { ErrorSchema, RJSFSchema } from "@rjsf/utils";

import type { Values } from "../../api/integrations";
import type { Fault } from "../../api/problem";
import { isGroup } from "./schema";
import { asTexts } from "./secrets";

/** Return faults in the nested form the fields take them from. */
export function errorsOf(faults: readonly Fault[]): ErrorSchema<Values> {
  const errors: ErrorSchema = {};
  for (const { path, detail } of faults) {
    let place: ErrorSchema = errors;
    for (const part of path) {
      place = (place as Record<string, ErrorSchema>)[part] ??= {};
    }
    place.__errors = [...(place.__errors ?? []), detail];
  }
  return errors;
}

/** Return faults no field of the form can show. */
export function homelessFaults(schema: RJSFSchema, faults: readonly Fault[]): Fault[] {
  const known = schema.properties ?? {};
  return faults.filter(({ path: [name] }) => name === undefined || !(name in known));
}

/** Name the fields that must not be blank and are. */
export function blankFaults(schema: RJSFSchema, values: Values, words: string): Fault[] {
  const given = asTexts(values);
  return (schema.required ?? [])
    .filter((name) => isBlank(isGroup(given) ? given[name] : undefined))
    .map((name) => ({ path: [name], detail: words }));
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}
