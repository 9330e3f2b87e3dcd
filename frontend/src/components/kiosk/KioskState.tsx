import {
  IconEar,
  IconLoader2,
  IconMicrophone,
  IconMicrophoneOff,
  IconPlugConnectedX,
  IconVolume,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useSilenced } from "../../kiosk/useSilenced";
import { useSatellite } from "../../satellite/SatelliteContext";
import type { SatelliteState } from "../../satellite/satelliteState";
import styles from "./KioskState.module.css";

const ICONS = {
  away: IconPlugConnectedX,
  touch: IconMicrophoneOff,
  off: IconMicrophoneOff,
  muted: IconMicrophoneOff,
  trouble: IconMicrophoneOff,
  starting: IconLoader2,
  waiting: IconEar,
  listening: IconMicrophone,
  thinking: IconLoader2,
  speaking: IconVolume,
} as const;

/** What it does now, in a word and a sign: above all whether it listens. */
export function KioskState() {
  const { t } = useTranslation();
  const { state } = useSatellite();
  const silenced = useSilenced();
  const what = whatItDoes(state, silenced);
  const Icon = ICONS[what];
  const phrases = state.handsFree.phrases.map((phrase) => t("kiosk.quoted", { phrase }));
  const { micProblem, hubProblem } = state.handsFree;
  const trouble = micProblem ?? state.micProblem;
  const why =
    trouble !== null
      ? t(`mic.problem.${trouble}.text`)
      : hubProblem || (state.refusal ? `${state.refusal.message} ${state.refusal.cure}` : "");
  return (
    <div className={styles.state} role="status" data-testid="kiosk-state" data-does={what}>
      <span className={styles.words}>
        <Icon className={styles.icon} aria-hidden />
        {what === "waiting"
          ? t("kiosk.state.waiting", { phrase: phrases.join(t("kiosk.or")) })
          : t(`kiosk.state.${what}`)}
      </span>
      {why !== "" && what !== "listening" && <span className={styles.why}>{why}</span>}
    </div>
  );
}

function whatItDoes(state: SatelliteState, silenced: boolean): keyof typeof ICONS {
  if (!state.ready) {
    return "away";
  }
  if (state.phase === "listening" || state.phase === "thinking" || state.phase === "speaking") {
    return state.phase;
  }
  const { phase } = state.handsFree;
  if (silenced && phase === "starting") {
    return "touch";
  }
  return state.phase === "starting" ? "starting" : phase;
}
