import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "../api/session";
import { ConnectionBanner } from "./ConnectionBanner";
import { EntryCard } from "./EntryCard";
import styles from "./SignInAgain.module.css";
import { SignInForm } from "./SignInForm";

/** Covers a page whose session is over, and keeps what was typed on it until one is back. */
export function SignInAgain() {
  const { t } = useTranslation();
  const name = useSession().data?.user.name ?? "";
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    if (dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>("input[type=password]")?.focus();
    }
  }, []);
  return (
    <dialog
      ref={box}
      className={styles.cover}
      aria-label={t("signin.over")}
      onCancel={(event) => event.preventDefault()}
      data-testid="signin-again"
    >
      <ConnectionBanner />
      <EntryCard title={t("signin.over")} intro={t("signin.kept")}>
        <SignInForm known={name} />
      </EntryCard>
    </dialog>
  );
}
