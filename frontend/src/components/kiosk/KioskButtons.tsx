import {
  IconMicrophone,
  IconMicrophoneOff,
  IconPlayerStopFilled,
  IconX,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { giveKioskConsent, useKioskConsent } from "../../kiosk/kioskKey";
import { chooseMuted, useMutedChoice } from "../../satellite/handsFreeChoice";
import { useSatellite } from "../../satellite/SatelliteContext";
import styles from "./KioskButtons.module.css";

const LABELS = {
  idle: "mic.start",
  starting: "mic.cancel",
  listening: "mic.stop",
  thinking: "mic.cancel",
  speaking: "mic.silence",
} as const;

/** Talk, and switch the microphone off: large enough for a hand full of flour. */
export function KioskButtons() {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  const muted = useMutedChoice();
  const agreed = useKioskConsent() === "yes";
  const { phase, micProblem } = state.handsFree;
  const Talk =
    state.phase === "idle"
      ? IconMicrophone
      : state.phase === "listening"
        ? IconPlayerStopFilled
        : IconX;
  const off = muted || !agreed;
  return (
    <div className={styles.buttons}>
      <button
        type="button"
        className={styles.button}
        data-off={off}
        aria-pressed={off}
        onClick={() => {
          if (!agreed) {
            giveKioskConsent("yes");
            chooseMuted(false);
          } else {
            chooseMuted(!muted);
          }
        }}
        data-testid="kiosk-mute"
      >
        {off ? <IconMicrophoneOff aria-hidden /> : <IconMicrophone aria-hidden />}
        {off ? t("kiosk.unmute") : t("kiosk.mute")}
      </button>
      <button
        type="button"
        className={styles.button}
        data-talk={state.phase}
        disabled={!state.ready || (off && state.phase === "idle")}
        onClick={() => {
          if (phase === "trouble" && micProblem !== null) {
            client.handsFree.again();
          }
          client.commands.press();
        }}
        data-testid="kiosk-talk"
      >
        <Talk aria-hidden />
        {t(LABELS[state.phase])}
      </button>
    </div>
  );
}
