import { useTranslation } from "react-i18next";

import { useOffline } from "../connection/useOffline";
import styles from "./ConnectionBanner.module.css";

/** Says that the hub is away while it is. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const offline = useOffline();
  return (
    <div role="status">
      {offline && (
        <div className={styles.banner} data-testid="connection-banner">
          <span className={styles.dot} aria-hidden="true" />
          <span>
            <strong>{t("connection.lost")}</strong> {t("connection.retrying")}
          </span>
        </div>
      )}
    </div>
  );
}
