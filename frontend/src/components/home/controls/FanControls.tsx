import { useTranslation } from "react-i18next";

import { numberOf } from "../../../home/attributes";
import { PowerRow } from "./PowerRow";
import { SliderRow } from "./SliderRow";
import type { ControlsProps } from "./types";

/** A fan: on, off, and how fast. */
export function FanControls({ control }: ControlsProps) {
  const { t, i18n } = useTranslation();
  const { shown, order } = control;
  const speed = numberOf(shown, "percentage");
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  return (
    <>
      <PowerRow control={control} />
      {speed !== null && (
        <SliderRow
          label={t("control.speed")}
          value={shown.state === "on" ? speed : 0}
          step={Math.max(1, Math.round(numberOf(shown, "percentage_step") ?? 1))}
          format={(value) => percent.format(value / 100)}
          onChoose={(value) =>
            order({
              service: "set_percentage",
              data: { percentage: value },
              expected:
                value === 0 ? { state: "off" } : { state: "on", attributes: { percentage: value } },
            })
          }
        />
      )}
    </>
  );
}
