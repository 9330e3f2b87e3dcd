import { Alert, Button, Skeleton, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useSettings, useSettingsSchema } from "../../api/integrations";
import { explain } from "../../api/problem";
import { ReauthPanel } from "./ReauthPanel";
import { SettingsForm } from "./SettingsForm";
import { SignInPanel } from "./SignInPanel";
import type { TabProps } from "./tabs";

/** The settings of an integration, and who is signed in. */
export function SettingsTab({ integration }: TabProps) {
  const { t } = useTranslation();
  const { id, state } = integration;
  const schema = useSettingsSchema(id);
  const settings = useSettings(id);
  const error = schema.error ?? settings.error;
  if (error) {
    return (
      <Alert color="orange" radius="lg" title={t("integrations.settingsFailed")}>
        {explain(error)}
        <Button
          mt="sm"
          size="xs"
          variant="light"
          onClick={() => void Promise.all([schema.refetch(), settings.refetch()])}
        >
          {t("home.retry")}
        </Button>
      </Alert>
    );
  }
  if (!schema.data || !settings.data) {
    return <Skeleton height={220} radius={20} aria-busy="true" />;
  }
  return (
    <Stack gap="lg">
      {state === "reauth" && <ReauthPanel integration={integration} schema={schema.data} />}
      {integration.signs_in && integration.enabled && <SignInPanel integration={integration} />}
      <SettingsForm integration={integration} schema={schema.data} latest={settings.data} />
      {integration.signs_in && !integration.enabled && <SignInPanel integration={integration} />}
    </Stack>
  );
}
