import type { EnumOptionsType, RJSFSchema } from "@rjsf/utils";
import type { ReactNode } from "react";

/** What a field gets of the form library, with types that can be trusted. */
export interface FieldProps {
  id: string;
  name: string;
  label: string;
  hideLabel?: boolean;
  value: unknown;
  required?: boolean;
  disabled?: boolean;
  readonly?: boolean;
  autofocus?: boolean;
  multiple?: boolean;
  schema: RJSFSchema;
  options: { enumOptions?: EnumOptionsType[] };
  rawErrors?: string[];
  onChange: (value: unknown) => void;
  onBlur: (id: string, value: unknown) => void;
  onFocus: (id: string, value: unknown) => void;
}

interface Words {
  label: string | undefined;
  description: ReactNode;
  error: ReactNode;
  required: boolean;
}

/** What is said around a field: its name, its help and what is wrong with it. */
export function words({ label, hideLabel, schema, rawErrors, required }: FieldProps): Words {
  return {
    label: hideLabel === true ? undefined : label,
    description: hideLabel === true ? undefined : schema.description,
    error: rawErrors && rawErrors.length > 0 ? sentences(rawErrors) : undefined,
    required: required === true,
  };
}

/** Everything the inputs of the component library have in common. */
export function commonProps(props: FieldProps) {
  const { id, name, label, hideLabel, disabled, readonly, onBlur, onFocus, value, autofocus } =
    props;
  return {
    id,
    name,
    ...words(props),
    "aria-label": hideLabel === true ? label : undefined,
    disabled: disabled === true,
    readOnly: readonly === true,
    autoFocus: autofocus === true,
    onBlur: () => onBlur(id, value),
    onFocus: () => onFocus(id, value),
  };
}

/** Names the texts that describe a field, where the component library does not do it itself. */
export function describedBy(props: FieldProps): string | undefined {
  const { description, error } = words(props);
  const ids = [description && `${props.id}-description`, error && `${props.id}-error`];
  return ids.filter(Boolean).join(" ") || undefined;
}

/** Write what is wrong as sentences: the hub's words go on from the name of the field. */
export function sentences(errors: readonly string[]): string {
  return errors.map((text) => text.charAt(0).toUpperCase() + text.slice(1)).join(" · ");
}
