import { useHotkeys } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import { useSatellite } from "../satellite/SatelliteContext";
import { AreaSelect } from "./AreaSelect";
import { Composer } from "./Composer";
import styles from "./Dock.module.css";
import { LevelMeter } from "./LevelMeter";
import { MicButton } from "./MicButton";
import { MicHelp } from "./MicHelp";
import { Refused } from "./Refused";
import { SpeakToggle } from "./SpeakToggle";

/** Where one speaks and types. */
export function Dock() {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  useHotkeys([["Escape", () => client.commands.cancel()]], []);
  const listening = state.phase === "listening";
  return (
    <div className={styles.dock}>
      <MicHelp />
      <Refused />
      <div className={styles.voice}>
        <LevelMeter active={listening} side="left" />
        <MicButton />
        <LevelMeter active={listening} side="right" />
      </div>
      <div className={styles.phase} role="status" data-testid="talk-phase" data-phase={state.phase}>
        {t(`mic.phase.${state.ready || state.phase !== "idle" ? state.phase : "offline"}`)}
      </div>
      <Composer />
      <div className={styles.settings}>
        <AreaSelect />
        <SpeakToggle />
      </div>
    </div>
  );
}
