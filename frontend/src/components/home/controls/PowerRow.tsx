import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useStateText } from "../../../home/useStateText";
import styles from "./controls.module.css";
import type { ControlsProps } from "./types";

/** On and off. */
export function PowerRow({ control: { shown, order } }: ControlsProps) {
  const { t } = useTranslation();
  const text = useStateText(shown);
  const on = shown.state !== "off" && shown.state !== "unknown";
  return (
    <div className={styles.power}>
      <span className={styles.now}>{text}</span>
      <Switch
        size="lg"
        aria-label={t("control.power", { name: shown.name })}
        checked={on}
        onChange={() =>
          order({
            service: on ? "turn_off" : "turn_on",
            expected: { state: on ? "off" : shown.domain === "media_player" ? "idle" : "on" },
          })
        }
        data-testid="control-power"
      />
    </div>
  );
}
