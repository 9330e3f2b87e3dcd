import { useTranslation } from "react-i18next";

import { useSatellite } from "../../satellite/SatelliteContext";
import styles from "./IdentifyFlash.module.css";

/** Lights the whole page up when somebody looks for this browser among the satellites. */
export function IdentifyFlash() {
  const { t } = useTranslation();
  const { state } = useSatellite();
  return (
    <div role="status" className={styles.place}>
      {state.identifying && (
        <div className={styles.flash} data-testid="identify-flash">
          <span className={styles.words}>{t("satellites.itIsMe")}</span>
        </div>
      )}
    </div>
  );
}
