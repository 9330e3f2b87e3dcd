import { Alert, Anchor, Button, Skeleton, Stack } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate } from "react-router";

import { useInvitation, useJoin } from "../api/people";
import { ApiError, explain } from "../api/problem";
import { EntryCard } from "../components/EntryCard";
import { NewPasswordInputs } from "../components/NewPasswordInputs";
import { type NewPassword, passwordMistakes } from "./newPassword";

const EMPTY: NewPassword = { password: "", repeat: "" };

/** Where a one-time link leads: choose a password, and be in. */
export function JoinPage() {
  const { t } = useTranslation();
  const link = useLocation().hash.slice(1);
  const navigate = useNavigate();
  const invitation = useInvitation(link);
  const join = useJoin();
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(passwordMistakes(form)).length === 0) {
      join.mutate(
        { link, password: form.password },
        { onSuccess: () => void navigate("/", { replace: true }) },
      );
    }
  };
  const error = join.error ?? invitation.error;
  const over = link === "" || (error instanceof ApiError && error.code === "link_over");
  if (over) {
    return (
      <EntryCard title={t("join.overTitle")} intro={t("join.over")}>
        <Anchor component={Link} to="/signin" mt="lg" fw={600} data-testid="link-over">
          {t("join.signIn")}
        </Anchor>
      </EntryCard>
    );
  }
  if (!invitation.data) {
    return (
      <EntryCard title={t("join.title")}>
        {error ? (
          <Alert color="red" mt="lg">
            {explain(error)}
          </Alert>
        ) : (
          <Skeleton height={120} mt="lg" aria-busy="true" />
        )}
      </EntryCard>
    );
  }
  const { name, home } = invitation.data;
  return (
    <EntryCard title={t("join.welcome", { name })} intro={t("join.intro", { home })}>
      <form onSubmit={submit} noValidate data-testid="join-form">
        <input type="text" hidden readOnly autoComplete="username" value={name} />
        <Stack gap="md" mt="xl">
          <NewPasswordInputs
            label={t("setup.password")}
            value={form}
            tried={tried}
            onChange={setForm}
            testIds={{ password: "join-password", repeat: "join-repeat" }}
          />
          {join.error && <Alert color="red">{explain(join.error)}</Alert>}
          <Button type="submit" size="lg" loading={join.isPending} data-testid="join-submit">
            {t("join.submit")}
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
}
