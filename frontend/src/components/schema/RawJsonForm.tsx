import { Alert, JsonInput, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Values } from "../../api/integrations";
import { refusalOf } from "../../api/problem";
import { isGroup } from "./schema";
import type { SchemaFormProps } from "./SchemaForm";

/** Settings as JSON, where their description makes no form. */
export function RawJsonForm({
  values,
  onSubmit,
  error,
  onEdit,
  disabled = false,
  children,
}: SchemaFormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => JSON.stringify(values, null, 2));
  const [wrong, setWrong] = useState("");
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = parsed(text);
    setWrong(given ? "" : t("form.notJson"));
    if (given) {
      const { submitter } = event.nativeEvent as SubmitEvent;
      onSubmit(given, submitter instanceof HTMLButtonElement ? submitter.value : "");
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Alert
          color="orange"
          radius="lg"
          icon={<IconAlertTriangle aria-hidden />}
          title={t("form.raw")}
        >
          {t("form.rawText")}
        </Alert>
        <JsonInput
          label={t("form.json")}
          autosize
          minRows={6}
          maxRows={24}
          value={text}
          validationError={t("form.notJson")}
          disabled={disabled}
          error={wrong || refusalOf(error) || undefined}
          onChange={(next) => {
            setText(next);
            onEdit?.();
          }}
        />
        {children}
      </Stack>
    </form>
  );
}

function parsed(text: string): Values | null {
  try {
    const value: unknown = JSON.parse(text);
    return isGroup(value) ? value : null;
  } catch {
    return null;
  }
}
