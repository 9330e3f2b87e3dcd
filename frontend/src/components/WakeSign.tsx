import { UnstyledButton } from "@mantine/core";
import { IconEar, IconMicrophoneOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { chooseMuted } from "../satellite/handsFreeChoice";
import { useSatellite } from "../satellite/SatelliteContext";
import styles from "./WakeSign.module.css";

/** On every page, whether this browser listens for its wake word; a press switches the microphone off. */
export function WakeSign() {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  const { phase, phrases, micProblem } = state.handsFree;
  if (phase === "off") {
    return null;
  }
  const listens = phase === "waiting";
  const words =
    phase === "waiting"
      ? t("wakeSign.waiting", { phrase: phrases.join(", ") })
      : t(`wakeSign.${phase}`);
  const press = () => {
    if (phase === "trouble" && micProblem !== null) {
      client.handsFree.again();
    } else {
      chooseMuted(phase !== "muted");
    }
  };
  return (
    <UnstyledButton
      className={styles.sign}
      data-testid="wake-sign"
      data-phase={phase}
      aria-label={`${words} ${t(listens ? "kiosk.mute" : "kiosk.unmute")}`}
      title={t(listens ? "kiosk.mute" : "kiosk.unmute")}
      onClick={press}
    >
      {listens ? <IconEar size={18} aria-hidden /> : <IconMicrophoneOff size={18} aria-hidden />}
      <span className={styles.words}>{words}</span>
    </UnstyledButton>
  );
}
