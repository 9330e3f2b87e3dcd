import { useContext, useEffect } from "react";
import { useTranslation } from "react-i18next";

import { isBusy, useKioskNight } from "../../kiosk/useKioskNight";
import { KioskAbout } from "../../kiosk/KioskAbout";
import { drift } from "../../kiosk/night";
import { useMinute } from "../../kiosk/useMinute";
import { useKioskUpdate } from "../../kiosk/useKioskUpdate";
import { useSatellite } from "../../satellite/SatelliteContext";
import { IdentifyFlash } from "../satellites/IdentifyFlash";
import { KioskButtons } from "./KioskButtons";
import { KioskClock } from "./KioskClock";
import { KioskDarkScreen } from "./KioskDarkScreen";
import { KioskMenu } from "./KioskMenu";
import { KioskRings } from "./KioskRings";
import styles from "./KioskScreen.module.css";
import { KioskSpeech } from "./KioskSpeech";
import { KioskState } from "./KioskState";
import { KioskTimers } from "./KioskTimers";

/** What a tablet on the wall shows, readable from across the room; dark at night. */
export function KioskScreen() {
  const { t } = useTranslation();
  const { state } = useSatellite();
  const about = useContext(KioskAbout);
  const now = useMinute();
  const night = useKioskNight(now, isBusy(state), state.zone);
  const [dx, dy] = drift(now);
  useKioskUpdate(state.ready, isBusy(state));
  useEffect(() => {
    // The page's own colours, also around what is shown.
    document.documentElement.dataset.kiosk = "";
    return () => {
      delete document.documentElement.dataset.kiosk;
    };
  }, []);
  return (
    <main
      className={styles.screen}
      data-testid="kiosk"
      data-night={night.dark}
      data-phase={state.phase}
      onPointerDown={night.wake}
    >
      <IdentifyFlash />
      <div className={styles.moving} style={{ transform: `translate(${dx * 10}px, ${dy * 10}px)` }}>
        <header className={styles.head}>
          <h1 className={styles.place}>{about.area || about.name || t("kiosk.title")}</h1>
          <KioskMenu night={night} />
        </header>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys reach what scrolls */}
        <div className={styles.middle} tabIndex={0}>
          <KioskClock now={now} zone={state.zone} />
          <KioskState />
          {state.rings.length === 0 && <KioskSpeech />}
        </div>
        <KioskDarkScreen />
        <KioskTimers />
        <KioskRings />
        <KioskButtons />
      </div>
    </main>
  );
}
