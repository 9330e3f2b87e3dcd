import { Alert, Button, PasswordInput, Stack } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useOwnPassword } from "../../api/people";
import { roleOf } from "../../api/roles";
import { useSession } from "../../api/session";
import { type NewPassword, passwordMistakes } from "../../pages/newPassword";
import { NewPasswordInputs } from "../NewPasswordInputs";
import panel from "../panel/panel.module.css";
import { SaveRefusal } from "../panel/SaveRefusal";
import { Section } from "../panel/Section";
import { RoleBadge } from "./RoleBadge";

const EMPTY: NewPassword & { old: string } = { old: "", password: "", repeat: "" };

/** One's own account: what one may do, and the password. */
export function AccountSection() {
  const { t } = useTranslation();
  const user = useSession().data?.user;
  const change = useOwnPassword();
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (form.old !== "" && Object.keys(passwordMistakes(form)).length === 0) {
      change.mutate(
        { old: form.old, new: form.password },
        {
          onSuccess: () => {
            setForm(EMPTY);
            setTried(false);
          },
        },
      );
    }
  };
  return (
    <div className={panel.stack}>
      <Section title={user?.name ?? ""} aside={<RoleBadge role={user?.role ?? ""} />}>
        <p className={panel.dimmed}>{t(`people.roleHelp.${roleOf(user?.role ?? "")}`)}</p>
      </Section>
      <Section title={t("account.password")}>
        <p className={panel.dimmed}>{t("account.help")}</p>
        <form onSubmit={submit} noValidate data-testid="own-password">
          <input type="text" hidden readOnly autoComplete="username" value={user?.name ?? ""} />
          <Stack gap="md" mt="md" maw={420}>
            <PasswordInput
              label={t("account.old")}
              autoComplete="current-password"
              value={form.old}
              error={tried && form.old === "" ? t("account.oldMissing") : undefined}
              onChange={(event) => setForm({ ...form, old: event.currentTarget.value })}
              data-testid="password-old"
            />
            <NewPasswordInputs
              label={t("people.newPassword")}
              value={form}
              tried={tried}
              onChange={(value) => setForm({ ...form, ...value })}
              testIds={{ password: "password-new", repeat: "password-repeat" }}
            />
            <SaveRefusal error={change.error} />
            {change.isSuccess && !tried && (
              <Alert color="fern" radius="lg" role="status" data-testid="password-changed">
                {t("account.done")}
              </Alert>
            )}
            <div>
              <Button type="submit" loading={change.isPending} data-testid="password-save">
                {t("account.save")}
              </Button>
            </div>
          </Stack>
        </form>
      </Section>
    </div>
  );
}
