import { ActionIcon, Button, Fieldset, Group, Input, Stack, Text, TextInput } from "@mantine/core";
import {
  ADDITIONAL_PROPERTY_FLAG,
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  type FieldTemplateProps,
  type ObjectFieldTemplateProps,
  type TemplatesType,
} from "@rjsf/utils";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Values } from "../../api/integrations";
import { sentences } from "./fieldProps";
import { InputField } from "./InputField";

/** A field of a group that may have any names carries its name with it. */
function FieldTemplate(props: FieldTemplateProps<Values>) {
  const { t } = useTranslation();
  const { id, label, hidden, children, schema, disabled, onKeyRenameBlur, onRemoveProperty } =
    props;
  if (hidden === true) {
    return <div hidden>{children}</div>;
  }
  if (!(ADDITIONAL_PROPERTY_FLAG in schema)) {
    return children;
  }
  return (
    <Group align="end" gap="xs" wrap="nowrap">
      <TextInput
        id={`${id}-key`}
        label={t("form.name")}
        defaultValue={label}
        disabled={disabled}
        onBlur={onKeyRenameBlur}
        flex={1}
      />
      <div style={{ flex: 2 }}>{children}</div>
      <ActionIcon
        variant="subtle"
        color="red"
        size="xl"
        aria-label={t("form.remove", { label })}
        disabled={disabled}
        onClick={onRemoveProperty}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function ObjectTemplate(props: ObjectFieldTemplateProps<Values>) {
  const { t } = useTranslation();
  const { title, description, properties, fieldPathId, schema, disabled, onAddProperty } = props;
  const fields = (
    <Stack gap="md">
      {properties.map(({ name, content }) => (
        <div key={name}>{content}</div>
      ))}
      {isGroupOpen(schema) && (
        <AddButton label={t("form.addField")} disabled={disabled} onClick={onAddProperty} />
      )}
    </Stack>
  );
  if (fieldPathId.path.length === 0) {
    return fields;
  }
  return (
    <Fieldset
      legend={title}
      radius="lg"
      aria-describedby={description ? `${fieldPathId.$id}-description` : undefined}
    >
      {description && (
        <Text id={`${fieldPathId.$id}-description`} size="sm" c="dimmed" mb="sm">
          {description}
        </Text>
      )}
      {fields}
    </Fieldset>
  );
}

function isGroupOpen({ additionalProperties }: ObjectFieldTemplateProps<Values>["schema"]) {
  return additionalProperties !== undefined && additionalProperties !== false;
}

function ArrayTemplate(props: ArrayFieldTemplateProps<Values>) {
  const { t } = useTranslation();
  const { title, schema, items, canAdd, onAddClick, fieldPathId, rawErrors, disabled } = props;
  const { description } = schema;
  const wrong = rawErrors !== undefined && rawErrors.length > 0;
  const ids = [
    description && `${fieldPathId.$id}-description`,
    wrong && `${fieldPathId.$id}-error`,
  ];
  return (
    <Fieldset
      legend={title}
      radius="lg"
      aria-describedby={ids.filter(Boolean).join(" ") || undefined}
    >
      {description && (
        <Text id={`${fieldPathId.$id}-description`} size="sm" c="dimmed" mb="sm">
          {description}
        </Text>
      )}
      <Stack gap="xs">
        {items}
        {canAdd === true && (
          <AddButton
            label={t("form.add", { label: title })}
            disabled={disabled}
            onClick={onAddClick}
          />
        )}
      </Stack>
      {wrong && (
        <Input.Error id={`${fieldPathId.$id}-error`} mt="xs" role="alert">
          {sentences(rawErrors)}
        </Input.Error>
      )}
    </Fieldset>
  );
}

function ArrayItem({
  children,
  buttonsProps: buttons,
  index,
}: ArrayFieldItemTemplateProps<Values>) {
  const { t } = useTranslation();
  const number = index + 1;
  return (
    <Group align="start" gap={4} wrap="nowrap">
      <div style={{ flex: 1, minWidth: 0 }}>{children}</div>
      {buttons.hasMoveUp && (
        <ActionIcon
          variant="subtle"
          size="xl"
          aria-label={t("form.up", { number })}
          disabled={buttons.disabled === true}
          onClick={buttons.onMoveUpItem}
        >
          <IconArrowUp size={18} aria-hidden />
        </ActionIcon>
      )}
      {buttons.hasMoveDown && (
        <ActionIcon
          variant="subtle"
          size="xl"
          aria-label={t("form.down", { number })}
          disabled={buttons.disabled === true}
          onClick={buttons.onMoveDownItem}
        >
          <IconArrowDown size={18} aria-hidden />
        </ActionIcon>
      )}
      {buttons.hasRemove && (
        <ActionIcon
          variant="subtle"
          color="red"
          size="xl"
          aria-label={t("form.removeItem", { number })}
          disabled={buttons.disabled === true}
          onClick={buttons.onRemoveItem}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}

interface AddProps {
  label: string;
  disabled: boolean | undefined;
  onClick: () => void;
}

function AddButton({ label, disabled, onClick }: AddProps) {
  return (
    <Button
      variant="light"
      size="sm"
      w="fit-content"
      maw="100%"
      h="auto"
      mih={36}
      py={6}
      styles={{ label: { whiteSpace: "normal", textAlign: "start" } }}
      leftSection={<IconPlus size={16} aria-hidden />}
      disabled={disabled === true}
      onClick={() => onClick()}
    >
      {label}
    </Button>
  );
}

function Nothing() {
  return null;
}

/** How the fields are put together. */
export const templates: Partial<TemplatesType<Values>> = {
  BaseInputTemplate: InputField,
  FieldTemplate,
  ObjectFieldTemplate: ObjectTemplate,
  ArrayFieldTemplate: ArrayTemplate,
  ArrayFieldItemTemplate: ArrayItem,
  ErrorListTemplate: Nothing,
};
