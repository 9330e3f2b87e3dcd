import { Alert, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { explain } from "../api/problem";
import { Logo } from "./Logo";
import styles from "./Splash.module.css";

interface Props {
  error?: Error | null;
}

/** What is seen until there is something to see. */
export function Splash({ error = null }: Props) {
  const { t } = useTranslation();
  if (error) {
    return (
      <main className={styles.splash}>
        <Alert color="red" maw={480} title={t("connection.lost")}>
          {explain(error)}
        </Alert>
      </main>
    );
  }
  return (
    <main className={styles.splash} aria-busy="true">
      <div className={styles.logo}>
        <Logo size={56} />
        <VisuallyHidden role="status">{t("app.loading")}</VisuallyHidden>
      </div>
    </main>
  );
}
