import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { IconShieldLock } from "@tabler/icons-react";
import { type ChangeEvent, type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError, explain, OfflineError } from "../api/problem";
import { useSetup } from "../api/session";
import { EntryCard } from "../components/EntryCard";
import {
  LONGEST_NAME,
  type SetupForm,
  setupMistakes,
  setupRequest,
  SHORTEST_PASSWORD,
} from "./setupForm";

const EMPTY: SetupForm = { username: "", password: "", repeat: "" };

/** The owner's account; the first run goes on from there. */
export function SetupPage() {
  const { t } = useTranslation();
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const setup = useSetup();
  const mistakes = tried ? setupMistakes(form) : {};
  const refused = setup.error instanceof ApiError ? setup.error.fields : {};
  const errorOf = (field: keyof SetupForm) => {
    const mistake = mistakes[field];
    const count = field === "username" ? LONGEST_NAME : SHORTEST_PASSWORD;
    return mistake ? t(mistake, { count }) : refused[field];
  };
  const bind = (field: keyof SetupForm) => ({
    name: field,
    value: form[field],
    error: errorOf(field),
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      setForm({ ...form, [field]: event.currentTarget.value }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const wrong = Object.keys(setupMistakes(form))[0];
    if (wrong === undefined) {
      setup.mutate(setupRequest(form));
    } else {
      event.currentTarget.querySelector<HTMLInputElement>(`input[name="${wrong}"]`)?.focus();
    }
  };
  return (
    <EntryCard title={t("setup.title")} intro={t("setup.intro")}>
      <form onSubmit={submit} noValidate data-testid="setup-form">
        <Stack gap="md" mt="xl">
          <TextInput
            label={t("setup.username")}
            description={t("setup.usernameHelp")}
            autoComplete="username"
            required
            data-testid="setup-username"
            {...bind("username")}
          />
          <PasswordInput
            label={t("setup.password")}
            description={t("setup.passwordHelp", { count: SHORTEST_PASSWORD })}
            autoComplete="new-password"
            required
            data-testid="setup-password"
            {...bind("password")}
          />
          <PasswordInput
            label={t("setup.repeat")}
            autoComplete="new-password"
            required
            data-testid="setup-password-repeat"
            {...bind("repeat")}
          />
          {setup.error && !(setup.error instanceof OfflineError) && (
            <Alert color="red" title={t("setup.failed")} data-testid="setup-error">
              {explain(setup.error)}
            </Alert>
          )}
          <Button
            type="submit"
            size="lg"
            mt="xs"
            loading={setup.isPending}
            data-testid="setup-submit"
          >
            {t("setup.submit")}
          </Button>
          <Group gap={6} justify="center" c="dimmed">
            <IconShieldLock size={17} stroke={1.7} aria-hidden />
            <Text size="sm">{t("setup.local")}</Text>
          </Group>
        </Stack>
      </form>
    </EntryCard>
  );
}
