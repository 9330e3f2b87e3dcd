import { Button } from "@mantine/core";
import { IconBellRinging } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useSatellite } from "../satellite/SatelliteContext";
import styles from "./RingBanner.module.css";

/** What rings now, on whatever page, with the button that ends it. */
export function RingBanner() {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  return (
    <div className={styles.list} role="alert">
      {state.rings.map(({ timer, text }) => {
        const name = timer.name ?? t("timers.unnamed");
        return (
          <div key={timer.id} className={styles.banner} data-testid="ring-banner">
            <IconBellRinging className={styles.bell} size={28} aria-hidden />
            <span className={styles.words}>
              {text || t("timers.ring", { name })}
              {timer.late && <span className={styles.late}>{t("timers.late")}</span>}
            </span>
            <Button
              color="var(--ova-lit-strong)"
              c="#3d2a00"
              size="md"
              data-testid="ring-stop"
              aria-label={t("timers.stop", { name })}
              onClick={() => client.stopRing(timer.id)}
            >
              {t("timers.stopRing")}
            </Button>
          </div>
        );
      })}
    </div>
  );
}
