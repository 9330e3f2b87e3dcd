import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import type { TFunction } from "i18next";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError, explain, OfflineError } from "../api/problem";
import { useSignIn } from "../api/session";
import { rememberedRestore } from "../preferences/restoring";

interface Props {
  /** Who was signed in here, if anybody. */
  known?: string;
}

/** Name and password, and what is wrong with them. */
export function SignInForm({ known = "" }: Props) {
  const { t } = useTranslation();
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState("");
  const [incomplete, setIncomplete] = useState(false);
  const signIn = useSignIn();
  const [restoring] = useState(() => rememberedRestore() !== "");
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const missing = username.trim() === "" || password === "";
    setIncomplete(missing);
    if (!missing) {
      signIn.mutate({ username: username.trim(), password });
    }
  };
  const problem = incomplete ? t("signin.missing") : reason(signIn.error, t);
  return (
    <form onSubmit={submit} noValidate data-testid="signin-form">
      <Stack gap="md" mt="xl">
        {restoring && (
          <Alert color="fern" role="status" data-testid="signin-restored">
            {t("backup.signIn")}
          </Alert>
        )}
        <TextInput
          label={t("signin.username")}
          name="username"
          autoComplete="username"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          data-testid="signin-username"
        />
        <PasswordInput
          label={t("signin.password")}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-testid="signin-password"
        />
        {problem !== null && (
          <Alert color="red" role="alert" data-testid="signin-error">
            {problem}
          </Alert>
        )}
        <Button
          type="submit"
          size="lg"
          mt="xs"
          loading={signIn.isPending}
          data-testid="signin-submit"
        >
          {t("signin.submit")}
        </Button>
      </Stack>
    </form>
  );
}

function reason(error: Error | null, t: TFunction): string | null {
  if (error === null || error instanceof OfflineError) {
    return null;
  }
  if (error instanceof ApiError && error.status === 401) {
    return t("signin.wrong");
  }
  if (error instanceof ApiError && error.status === 429) {
    return t("signin.tooMany");
  }
  return `${t("signin.failed")}: ${explain(error)}`;
}
