import { IconBellRinging } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useState } from "react";

import { SNOOZED } from "../../api/schedules";
import { useSatellite } from "../../satellite/SatelliteContext";
import type { RingMessage } from "../../satellite/protocol";
import styles from "./KioskRings.module.css";

/** What rings, with buttons that cannot be missed. */
export function KioskRings() {
  const { state } = useSatellite();
  return (
    <div role="alert" className={styles.rings}>
      {state.rings.map((ring) => (
        <Ring key={ring.timer.id} ring={ring} />
      ))}
    </div>
  );
}

function Ring({ ring: { timer, text } }: { ring: RingMessage }) {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  const [failed, setFailed] = useState(false);
  const name = timer.name ?? t("timers.unnamed");
  return (
    <div className={styles.ring} data-testid="kiosk-ring" data-kind={timer.kind}>
      <IconBellRinging className={styles.bell} aria-hidden />
      <span className={styles.words}>
        {text || t("timers.ring", { name })}
        {failed && <span className={styles.failed}>{t("kiosk.snoozeFailed")}</span>}
      </span>
      <span className={styles.buttons}>
        {state.ready && SNOOZED.has(timer.kind) && (
          <button
            type="button"
            className={styles.snooze}
            aria-label={t("home.plan.snooze", { name })}
            onClick={() => void client.rings.snooze(timer.id).then(({ ok }) => setFailed(!ok))}
            data-testid="kiosk-ring-snooze"
          >
            {t("timers.snooze")}
          </button>
        )}
        <button
          type="button"
          className={styles.stop}
          aria-label={t("timers.stop", { name })}
          onClick={() => client.rings.stop(timer.id)}
          data-testid="kiosk-ring-stop"
        >
          {t("timers.stopRing")}
        </button>
      </span>
    </div>
  );
}
