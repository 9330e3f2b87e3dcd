import { Checkbox, NativeSelect, SimpleGrid, Switch, Textarea } from "@mantine/core";
import type { RegistryWidgetsType } from "@rjsf/utils";

import type { Values } from "../../api/integrations";
import { commonProps, describedBy, type FieldProps, words } from "./fieldProps";
import { PasswordField } from "./PasswordField";

/** Place of a value among the choices, as text; blank for none. */
function placeOf(value: unknown, choices: readonly { value: unknown }[]): string {
  const place = choices.findIndex(
    (choice) => JSON.stringify(choice.value) === JSON.stringify(value),
  );
  return place < 0 ? "" : String(place);
}

function Choice(props: FieldProps) {
  const { value, onChange, options, required, multiple } = props;
  if (multiple === true) {
    return <Choices {...props} />;
  }
  const choices = options.enumOptions ?? [];
  const chosen = placeOf(value, choices);
  const data = choices.map(({ label }, index) => ({ value: String(index), label }));
  const blank = chosen === "" || required !== true;
  return (
    <NativeSelect
      {...commonProps(props)}
      size="md"
      data={blank ? [{ value: "", label: "–" }, ...data] : data}
      value={chosen}
      onChange={(event) => onChange(choices[Number(event.currentTarget.value || "NaN")]?.value)}
    />
  );
}

function Choices(props: FieldProps) {
  const { id, value, onChange, options, disabled, readonly } = props;
  const choices = options.enumOptions ?? [];
  const { label, description, error, required } = words(props);
  const picked = (Array.isArray(value) ? value : []).map((one: unknown) => placeOf(one, choices));
  return (
    <Checkbox.Group
      id={id}
      label={label}
      description={description}
      error={error}
      required={required}
      value={picked}
      onChange={(places) =>
        onChange(
          choices
            .filter((_, index) => places.includes(String(index)))
            .map((choice): unknown => choice.value),
        )
      }
    >
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs" mt="xs">
        {choices.map((choice, index) => (
          <Checkbox
            key={choice.label}
            value={String(index)}
            label={choice.label}
            disabled={disabled === true || readonly === true}
          />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}

function OnOff(props: FieldProps) {
  const { id, value, onChange, disabled, readonly } = props;
  const { label, description, error } = words(props);
  return (
    <Switch
      id={id}
      label={label}
      description={description && <span id={`${id}-description`}>{description}</span>}
      error={error}
      aria-describedby={describedBy(props)}
      aria-invalid={error ? true : undefined}
      checked={value === true}
      disabled={disabled === true || readonly === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

function LongText(props: FieldProps) {
  const { value, onChange } = props;
  return (
    <Textarea
      {...commonProps(props)}
      size="md"
      autosize
      minRows={3}
      maxRows={14}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** How each kind of field is typed in. */
export const widgets: RegistryWidgetsType<Values> = {
  SelectWidget: Choice,
  RadioWidget: Choice,
  CheckboxesWidget: Choices,
  CheckboxWidget: OnOff,
  TextareaWidget: LongText,
  PasswordWidget: PasswordField,
};
