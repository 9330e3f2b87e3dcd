import { type Schema as AnySchema, Validator } from "@cfworker/json-schema";
import type { RJSFSchema, ValidatorType } from "@rjsf/utils";

import type { Values } from "../../api/integrations";
import { asTexts } from "./secrets";

/**
 * Decides which conditional fields are shown. It walks the schema instead of generating code, which
 * the Content-Security-Policy forbids. What was typed is checked by the hub, in one place.
 */
export const validator: ValidatorType<Values> = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
  isValid: (schema, values, root) => fits(schema, values, root),
};

function fits(schema: RJSFSchema, values: unknown, root: RJSFSchema): boolean {
  try {
    const whole = { definitions: root.definitions, $defs: root.$defs, ...schema };
    return new Validator(JSON.parse(JSON.stringify(whole)) as AnySchema).validate(
      asTexts(values ?? {}),
    ).valid;
  } catch {
    // A reference that leads nowhere: the condition does not hold.
    return false;
  }
}
