import { Alert, Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { request, versioned, type Versioned } from "../../api/client";
import {
  address,
  type Integration,
  type Schema,
  useRefresh,
  type Values,
} from "../../api/integrations";
import { ApiError } from "../../api/problem";
import { keys } from "../../api/queryClient";
import { isGroup } from "../schema/schema";
import { SchemaForm } from "../schema/SchemaForm";
import styles from "./integrations.module.css";
import { hasFields, isTestFailure } from "./refusals";
import { Refusal } from "./Refusal";

interface Props {
  integration: Integration;
  schema: Schema;
  /** What the hub holds now. */
  latest: Versioned<Values>;
}

interface Attempt {
  values: Values;
  action: string;
  force?: boolean;
  /** Save over what somebody else saved meanwhile. */
  overwrite?: boolean;
}

/** The settings of an integration: tried, saved, and never saved over somebody else's unseen. */
export function SettingsForm({ integration, schema, latest }: Props) {
  const { t } = useTranslation();
  const { id, name, enabled } = integration;
  const client = useQueryClient();
  const refresh = useRefresh(id);
  const [base, setBase] = useState(latest);
  const [dirty, setDirty] = useState(false);
  const [given, setGiven] = useState<Schema | null>(null);
  if (latest.etag !== base.etag && !dirty) {
    setBase(latest);
  }
  const attempt = useMutation({
    mutationFn: async ({ values, action, force, overwrite }: Attempt) => {
      const query = force === true ? "?force=1" : "";
      if (action === "test") {
        const { message } = await request<{ message: string }>("POST", address(id, "test"), {
          config: values,
        });
        return { message, saved: null, added: false };
      }
      if (!enabled) {
        await request("POST", `${address(id)}${query}`, { config: values });
        const saved = await versioned<Values>("GET", address(id, "config"));
        return { message: "", saved, added: true };
      }
      const etag = overwrite === true ? "" : base.etag;
      const path = `${address(id, "config")}${query}`;
      const saved = await versioned<Values>("PUT", path, values, etag);
      return { message: "", saved, added: false };
    },
    onSuccess: async ({ saved, added }) => {
      if (saved) {
        client.setQueryData(keys.integration(id, "config"), saved);
        setBase(saved);
        setDirty(false);
        setGiven(null);
        notifications.show({
          message: t(added ? "integrations.added" : "integrations.saved", { name }),
        });
        await refresh();
      }
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 412) {
        void client.invalidateQueries({ queryKey: keys.integration(id, "config") });
      }
      const form = error instanceof ApiError ? error.form : null;
      if (isGroup(form) && isGroup(form.schema)) {
        setGiven(form.schema);
      }
    },
  });
  const { error, data, variables, isPending } = attempt;
  const changed = dirty && latest.etag !== base.etag;
  const again = (more: Partial<Attempt>) => {
    if (variables) {
      attempt.mutate({ ...variables, action: "save", ...more });
    }
  };
  const start = () => {
    setBase(latest);
    setDirty(false);
    attempt.reset();
  };
  const shape = given ?? schema;
  const fields = hasFields(shape);
  return (
    <section className={styles.panel} aria-label={t("integrations.tab.settings")}>
      {!fields && <Text>{t("integrations.noSettings")}</Text>}
      <SchemaForm
        key={base.etag}
        schema={shape}
        values={base.data}
        error={error}
        name="settings"
        onEdit={() => setDirty(true)}
        onSubmit={(values, action) => attempt.mutate({ values, action })}
      >
        {changed && (
          <Alert
            color="orange"
            radius="lg"
            role="alert"
            title={t("integrations.changed")}
            data-testid="settings-changed"
          >
            {t("integrations.changedText")}
            <Group mt="sm" gap="xs">
              <Button size="xs" variant="light" onClick={start}>
                {t("integrations.showTheirs")}
              </Button>
              {variables && error instanceof ApiError && error.status === 412 && (
                <Button
                  size="xs"
                  variant="light"
                  color="red"
                  onClick={() => again({ overwrite: true })}
                >
                  {t("integrations.overwrite")}
                </Button>
              )}
            </Group>
          </Alert>
        )}
        {error !== null && !(changed && error instanceof ApiError && error.status === 412) && (
          <Refusal error={error}>
            {isTestFailure(error) && (
              <Button
                mt="sm"
                size="xs"
                variant="light"
                color="orange"
                data-testid="settings-save-anyway"
                loading={isPending}
                onClick={() => again({ force: true })}
              >
                {t("integrations.saveAnyway")}
              </Button>
            )}
          </Refusal>
        )}
        {data?.saved === null && (
          <Alert color="fern" radius="lg" role="status" title={t("integrations.testPassed")}>
            {data.message}
          </Alert>
        )}
        <Group gap="sm">
          {fields && (
            <Button
              type="submit"
              value="test"
              variant="light"
              data-testid="settings-test"
              loading={isPending && variables.action === "test"}
              disabled={isPending}
            >
              {t("integrations.test")}
            </Button>
          )}
          {(fields || !enabled) && (
            <Button
              type="submit"
              value="save"
              data-testid="settings-save"
              loading={isPending && variables.action === "save"}
              disabled={isPending}
            >
              {t(enabled ? "integrations.save" : "integrations.addShort")}
            </Button>
          )}
        </Group>
      </SchemaForm>
    </section>
  );
}
