import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Logo } from "./Logo";
import styles from "./Splash.module.css";

/** What is seen inside the frame until the page is there. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <div className={styles.waiting} aria-busy="true">
      <div className={styles.logo}>
        <Logo size={48} />
        <VisuallyHidden role="status">{t("app.loading")}</VisuallyHidden>
      </div>
    </div>
  );
}
