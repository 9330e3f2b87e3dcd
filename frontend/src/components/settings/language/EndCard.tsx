import { Slider } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { HomeSettings } from "../../../api/homeSettings";
import { Choice } from "../Choice";
import { SettingsCard } from "../SettingsCard";
import styles from "../SettingsCard.module.css";
import { useSettingsDraft } from "../useSettingsDraft";

const LEAST_S = 0.2;
const MOST_S = 3;

/** When a spoken command is over. */
export function EndCard({ settings }: { settings: HomeSettings }) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const draft = useSettingsDraft(settings);
  const seconds = draft.value("end_silence_s");
  const words = (value: number) =>
    new Intl.NumberFormat(i18n.language, {
      style: "unit",
      unit: "second",
      maximumFractionDigits: 1,
    }).format(value);
  return (
    <SettingsCard
      title={t("pipeline.end")}
      help={t("pipeline.endHelp")}
      draft={draft}
      testId="end-card"
    >
      <Choice
        label={t("pipeline.endBy")}
        value={draft.value("endpointing")}
        options={[
          { value: "grammar", label: t("pipeline.endGrammar") },
          { value: "silence", label: t("pipeline.endSilence") },
        ]}
        onChange={(value) => draft.set("endpointing", value)}
        testId="endpointing"
      />
      <div>
        <span id={id} className={styles.label}>
          {t("pipeline.silence", { seconds: words(seconds) })}
        </span>
        <p className={styles.hint}>{t("pipeline.silenceHelp")}</p>
        <Slider
          aria-labelledby={id}
          thumbLabel={t("pipeline.silence", { seconds: words(seconds) })}
          mt="sm"
          min={LEAST_S}
          max={MOST_S}
          step={0.1}
          label={words}
          value={seconds}
          onChange={(value) => draft.set("end_silence_s", Number(value.toFixed(1)))}
        />
      </div>
    </SettingsCard>
  );
}
