import { Alert, Anchor, Button, PasswordInput, Skeleton, Stack } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate } from "react-router";

import { useInvitation, useJoin } from "../api/people";
import { ApiError, explain } from "../api/problem";
import { EntryCard } from "../components/EntryCard";
import { type NewPassword, passwordMistakes } from "./newPassword";
import { SHORTEST_PASSWORD } from "./setupForm";

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
  const mistakes = tried ? passwordMistakes(form) : {};
  const count = { count: SHORTEST_PASSWORD };
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
        <Anchor component={Link} to="/signin" mt="lg" fw={600}>
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
          <PasswordInput
            label={t("setup.password")}
            description={t("setup.passwordHelp", count)}
            autoComplete="new-password"
            value={form.password}
            error={mistakes.password && t(mistakes.password, count)}
            onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
            data-testid="join-password"
          />
          <PasswordInput
            label={t("setup.repeat")}
            autoComplete="new-password"
            value={form.repeat}
            error={mistakes.repeat && t(mistakes.repeat)}
            onChange={(event) => setForm({ ...form, repeat: event.currentTarget.value })}
            data-testid="join-repeat"
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
