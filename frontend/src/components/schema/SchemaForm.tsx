import type { IChangeEvent } from "@rjsf/core";
// The package's door would bring a validator along that generates code.
import Form from "@rjsf/core/lib/components/Form.js";
import { Alert, Stack } from "@mantine/core";
import { type SyntheticEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Schema, Values } from "../../api/integrations";
import { ApiError, type Fault } from "../../api/problem";
import { RawJsonForm } from "./RawJsonForm";
import { blankFaults, errorsOf, homelessFaults } from "./faults";
import { isUsable, layoutOf, prepared, withoutExtras } from "./schema";
import { templates } from "./templates";
import { validator } from "./validator";
import { widgets } from "./widgets";

export interface SchemaFormProps {
  schema: Schema;
  /** What the fields show at first; a secret as `{is_set}`. Give a new `key` to show others. */
  values: Values;
  /** Gets everything of the form, and the `value` of the submit button that was pressed. */
  onSubmit: (values: Values, action: string) => void;
  /** The hub's last refusal: its faults are shown at their fields. What was typed stays. */
  error?: unknown;
  onEdit?: () => void;
  disabled?: boolean;
  /** Submit buttons. */
  children?: ReactNode;
  /** Distinguishes the forms of one page; letters only. */
  name?: string;
}

/** A form made from a JSON Schema; one that is no form is edited as JSON. */
export function SchemaForm(props: SchemaFormProps) {
  return isUsable(props.schema) ? <GeneratedForm {...props} /> : <RawJsonForm {...props} />;
}

function GeneratedForm({
  schema,
  values,
  onSubmit,
  error,
  onEdit,
  disabled = false,
  children,
  name = "root",
}: SchemaFormProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const shape = useMemo(() => prepared(schema), [schema]);
  const layout = useMemo(() => layoutOf(shape), [shape]);
  const [typed, setTyped] = useState<Values>(() => withoutExtras(shape, values));
  const [blank, setBlank] = useState<Fault[]>([]);
  const [edited, setEdited] = useState<{ error: unknown; ids: string[] }>({ error, ids: [] });
  const faults = useMemo(() => {
    const corrected = edited.error === error ? edited.ids : [];
    const told = error instanceof ApiError ? error.faults : [];
    return [...blank, ...told].filter(({ path }) => !corrected.includes([name, ...path].join("_")));
  }, [blank, error, edited, name]);
  const errors = useMemo(() => errorsOf(faults), [faults]);
  const homeless = homelessFaults(shape, faults);

  useEffect(() => {
    if (blank.length > 0 || (error instanceof ApiError && error.faults.length > 0)) {
      box.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
    }
  }, [blank, error]);

  const change = (event: IChangeEvent<Values>, id?: string) => {
    setTyped(event.formData ?? {});
    if (id !== undefined) {
      setEdited((before) => ({
        error,
        ids: [...(before.error === error ? before.ids : []), id],
      }));
    }
    onEdit?.();
  };

  const submit = (event: IChangeEvent<Values>, trigger: SyntheticEvent) => {
    const given = event.formData ?? {};
    const missing = blankFaults(shape, given, t("form.needed"));
    setEdited({ error, ids: [] });
    setBlank(missing);
    if (missing.length === 0) {
      const { submitter } = trigger.nativeEvent as SubmitEvent;
      onSubmit(given, submitter instanceof HTMLButtonElement ? submitter.value : "");
    }
  };

  return (
    <div ref={box}>
      <Form<Values>
        schema={shape}
        uiSchema={layout}
        formData={typed}
        idPrefix={name}
        validator={validator}
        templates={templates}
        widgets={widgets}
        extraErrors={errors}
        disabled={disabled}
        noHtml5Validate
        showErrorList={false}
        onChange={change}
        onSubmit={submit}
      >
        <Stack gap="md" mt="md">
          {homeless.length > 0 && (
            <Alert color="red" radius="lg" role="alert" title={t("form.refused")}>
              {homeless.map(({ path, detail }) => (
                <div key={path.join(".")}>{[path.join("."), detail].filter(Boolean).join(" ")}</div>
              ))}
            </Alert>
          )}
          {children}
        </Stack>
      </Form>
    </div>
  );
}
