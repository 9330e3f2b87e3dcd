import { IconDeviceTabletOff } from "@tabler/icons-react";
import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";

import { KioskAbout } from "../../kiosk/KioskAbout";
import { remember, remembered } from "../../preferences/storage";
import styles from "./KioskDarkScreen.module.css";

const KNOWN = "kiosk-dark-known";

/** That the browser does not keep the screen on, and what helps, until somebody has read it. */
export function KioskDarkScreen() {
  const { t } = useTranslation();
  const { darkScreen } = useContext(KioskAbout);
  const [known, setKnown] = useState(() => remembered(KNOWN) ?? "");
  const shown = darkScreen !== null && darkScreen !== known;
  return (
    <div role="status">
      {shown && (
        <div className={styles.note} data-testid="kiosk-dark" data-why={darkScreen}>
          <IconDeviceTabletOff className={styles.icon} aria-hidden />
          <span className={styles.words}>{t(`kiosk.dark.${darkScreen}`)}</span>
          <button
            type="button"
            className={styles.read}
            onClick={() => {
              remember(KNOWN, darkScreen);
              setKnown(darkScreen);
            }}
            data-testid="kiosk-dark-read"
          >
            {t("kiosk.dark.read")}
          </button>
        </div>
      )}
    </div>
  );
}
