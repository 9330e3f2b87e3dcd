import { useTranslation } from "react-i18next";

import { useSetupStatus } from "../api/session";
import { EntryCard } from "../components/EntryCard";
import { SignInForm } from "../components/SignInForm";

/** Sign in with name and password. */
export function SignInPage() {
  const { t } = useTranslation();
  const home = useSetupStatus().data?.name;
  return (
    <EntryCard title={home ? t("signin.titleHome", { home }) : t("signin.title")}>
      <SignInForm />
    </EntryCard>
  );
}
