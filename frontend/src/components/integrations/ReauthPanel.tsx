import { Button, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import {
  address,
  type Integration,
  type Schema,
  useRefresh,
  type Values,
} from "../../api/integrations";
import { SchemaForm } from "../schema/SchemaForm";
import styles from "./integrations.module.css";
import { credentialsOf } from "./refusals";
import { Refusal } from "./Refusal";

interface Props {
  integration: Integration;
  schema: Schema;
}

/** Asks for the credentials alone, when those that are stored are refused. */
export function ReauthPanel({ integration, schema }: Props) {
  const { t } = useTranslation();
  const { id, name } = integration;
  const refresh = useRefresh(id);
  const credentials = credentialsOf(schema);
  const give = useMutation({
    mutationFn: (config: Values) =>
      request<Integration>("POST", address(id, "reauth"), { config: typed(config) }),
    onSuccess: () => {
      notifications.show({ message: t("integrations.reauthDone", { name }) });
      return refresh();
    },
  });
  if (!credentials || integration.signs_in) {
    return null;
  }
  return (
    <section className={styles.panel} aria-labelledby="reauth" data-testid="reauth">
      <Title order={2} size="h4" id="reauth">
        {t("integrations.reauth")}
      </Title>
      <Text size="sm" mb="md">
        {t("integrations.reauthText")}
      </Text>
      <SchemaForm
        schema={credentials}
        values={{}}
        name="reauth"
        error={give.error}
        onSubmit={(values) => give.mutate(values)}
      >
        {give.error && <Refusal error={give.error} />}
        <Button type="submit" loading={give.isPending} w="fit-content" data-testid="reauth-save">
          {t("integrations.reauthSave")}
        </Button>
      </SchemaForm>
    </section>
  );
}

/** Only what was typed is given: what is blank stays as it is. */
function typed(config: Values): Values {
  return Object.fromEntries(
    Object.entries(config).filter(([, value]) => typeof value === "string" && value !== ""),
  );
}
