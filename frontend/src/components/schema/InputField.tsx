import { NumberInput, TextInput } from "@mantine/core";
import { getInputProps } from "@rjsf/utils";
import type { ChangeEvent } from "react";

import { commonProps, type FieldProps } from "./fieldProps";

interface Props extends FieldProps {
  /** Of the input, where the kind of field asks for one. */
  type?: string;
  onChangeOverride?: (event: ChangeEvent<HTMLInputElement>) => void;
}

/** A text, a number, an address, a time of day: what is typed on one line. */
export function InputField(props: Props) {
  const { value, onChange, onChangeOverride, schema, options, type } = props;
  const input = getInputProps(schema, type, options, false);
  const common = commonProps(props);
  if (schema.type === "number" || schema.type === "integer") {
    const unit = (schema.unit ?? schema["x-unit"]) as unknown;
    return (
      <NumberInput
        {...common}
        size="md"
        value={typeof value === "number" || typeof value === "string" ? value : ""}
        onChange={(given) => onChange(given === "" ? null : given)}
        allowDecimal={schema.type === "number"}
        min={schema.minimum}
        max={schema.maximum}
        step={schema.multipleOf ?? 1}
        clampBehavior="none"
        suffix={typeof unit === "string" ? ` ${unit}` : ""}
      />
    );
  }
  const example: unknown = Array.isArray(schema.examples) ? schema.examples[0] : undefined;
  return (
    <TextInput
      {...common}
      type={input.type === "password" ? "text" : input.type}
      placeholder={typeof example === "string" ? example : undefined}
      autoComplete="off"
      spellCheck={false}
      value={typeof value === "string" || typeof value === "number" ? String(value) : ""}
      onChange={onChangeOverride ?? ((event) => onChange(event.currentTarget.value))}
    />
  );
}
