import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Trigger, TriggerChange } from "../../api/integrationTriggers";
import { ApiError, type Fault } from "../../api/problem";
import { SchemaForm } from "../schema/SchemaForm";
import { Trouble } from "../panel/Trouble";

const EVERY = /^[1-9]\d*[smhd]$/;

interface Props {
  trigger: Trigger;
  error: unknown;
  saving: boolean;
  onSave: (change: TriggerChange) => void;
}

/** How often a trigger looks, and for what. */
export function TriggerForm({ trigger, error, saving, onSave }: Props) {
  const { t } = useTranslation();
  const [every, setEvery] = useState(trigger.every);
  const faults = error instanceof ApiError ? error.faults : [];
  const pauseFault = faults.find(({ path }) => path[0] === "every");
  const malformed = every !== "" && !EVERY.test(every.trim());
  const asksInputs = Object.keys(propertiesOf(trigger.input_schema)).length > 0;
  const save = (inputs?: Record<string, unknown>) =>
    onSave({ every: every.trim(), ...(inputs && { inputs }) });
  const pause = (
    <TextInput
      label={t("triggers.every")}
      description={t("triggers.everyHelp", { shortest: trigger.shortest })}
      value={every}
      size="sm"
      maw={260}
      error={malformed ? t("triggers.everyWrong") : pauseFault?.detail}
      onChange={(event) => setEvery(event.currentTarget.value)}
      data-testid="trigger-every"
    />
  );
  const button = (type: "submit" | "button") => (
    <div>
      <Button
        type={type}
        variant="default"
        disabled={malformed}
        loading={saving}
        onClick={type === "button" ? () => save() : undefined}
        data-testid="trigger-save"
      >
        {t("triggers.save")}
      </Button>
    </div>
  );
  const elsewhere = !(error instanceof ApiError && faults.length > 0) && (
    <Trouble error={error} title={t("triggers.notSaved")} />
  );
  if (!asksInputs) {
    return (
      <>
        {pause}
        {elsewhere}
        {button("button")}
      </>
    );
  }
  return (
    <>
      {pause}
      <SchemaForm
        schema={trigger.input_schema}
        values={trigger.inputs}
        name={`trigger${trigger.name.replace(/[^a-z]/gi, "")}`}
        error={aboutInputs(error)}
        disabled={saving}
        onSubmit={save}
      >
        {elsewhere}
        {button("submit")}
      </SchemaForm>
    </>
  );
}

function propertiesOf(schema: Trigger["input_schema"]): object {
  const { properties } = schema;
  return typeof properties === "object" && properties !== null ? properties : {};
}

/** The hub speaks of the whole body; the form is that of its inputs alone. */
function aboutInputs(error: unknown): unknown {
  if (!(error instanceof ApiError)) {
    return null;
  }
  const inner = error.faults.flatMap(({ path, detail }): Fault[] =>
    path[0] === "inputs" ? [{ path: path.slice(1), detail }] : [],
  );
  const errors = inner.map(({ path, detail }) => ({ pointer: `/${path.join("/")}`, detail }));
  return new ApiError(error.status, { detail: error.message, code: error.code, errors });
}
