import { useTranslation } from "react-i18next";

import type { SatelliteInfo } from "../../api/satellites";
import { useLevel } from "../../live/useLevel";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { LevelBar } from "./LevelBar";

/** How loud it is at a satellite's microphone, while somebody looks. */
export function LevelSection({ satellite }: { satellite: SatelliteInfo }) {
  const { t } = useTranslation();
  const level = useLevel(satellite.id, satellite.connected);
  return (
    <Section title={t("satellites.microphone")} testId="satellite-level">
      <LevelBar
        label={t("satellites.level")}
        decibels={level?.open === true ? level.rms_dbfs : -120}
      />
      <p className={panel.dimmed} data-testid="level-words">
        {!satellite.connected
          ? t("satellites.levelAway")
          : level === null
            ? t("satellites.levelWaiting")
            : level.open
              ? t("satellites.levelOf", { level: level.rms_dbfs.toFixed(0) })
              : t("satellites.levelClosed")}
      </p>
    </Section>
  );
}
