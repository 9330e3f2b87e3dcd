import { Slider } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "./satellites.module.css";

interface Props {
  phrase: string;
  /** 0 wakes rarely, 1 easily. */
  sensitivity: number;
  onChosen: (sensitivity: number) => void;
}

/** How easily a wake word wakes. */
export function SensitivitySlider({ phrase, sensitivity, onChosen }: Props) {
  const { t } = useTranslation();
  const [value, setValue] = useState(sensitivity * 100);
  return (
    <Slider
      className={styles.sensitivity ?? ""}
      min={0}
      max={100}
      step={5}
      label={(percent) => t("satellites.wake.percent", { percent })}
      thumbLabel={t("satellites.wake.sensitivity", { phrase })}
      value={value}
      onChange={setValue}
      onChangeEnd={(percent) => onChosen(percent / 100)}
    />
  );
}
