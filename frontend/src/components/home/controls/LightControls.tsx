import { ColorSwatch, NativeSelect, UnstyledButton } from "@mantine/core";
import { IconSun, IconTemperature } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { colorOf, levelPercent, numberOf, textOf, textsOf } from "../../../home/attributes";
import { COLORS, isColored, isWarmable, toBrightness } from "../../../home/light";
import styles from "./controls.module.css";
import { PowerRow } from "./PowerRow";
import { SliderRow } from "./SliderRow";
import type { ControlsProps } from "./types";

const COLDEST = 6500;
const WARMEST = 2000;
const WARMTH = "linear-gradient(90deg, #ffb46b, #fff3e0 55%, #cfe2ff)";

/** A light: on and off, how bright, how warm, which colour, which effect. */
export function LightControls({ control }: ControlsProps) {
  const { t, i18n } = useTranslation();
  const { shown, order } = control;
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  const effects = textsOf(shown, "effect_list");
  const color = shown.state === "on" ? colorOf(shown) : null;
  const turnOn = (data: Record<string, unknown>, attributes: Record<string, unknown>) =>
    order({ service: "turn_on", data, expected: { state: "on", attributes } });
  return (
    <>
      <PowerRow control={control} />
      <SliderRow
        icon={<IconSun size={18} stroke={1.8} aria-hidden />}
        label={t("control.brightness")}
        value={shown.state === "on" ? (levelPercent(shown) ?? 100) : 0}
        format={(value) => percent.format(value / 100)}
        onChoose={(value) =>
          value === 0
            ? order({ service: "turn_off", expected: { state: "off" } })
            : turnOn({ brightness_pct: value }, { brightness: toBrightness(value) })
        }
      />
      {isWarmable(shown) && (
        <SliderRow
          icon={<IconTemperature size={18} stroke={1.8} aria-hidden />}
          label={t("control.warmth")}
          track={WARMTH}
          value={numberOf(shown, "color_temp_kelvin") ?? WARMEST}
          min={numberOf(shown, "min_color_temp_kelvin") ?? WARMEST}
          max={numberOf(shown, "max_color_temp_kelvin") ?? COLDEST}
          step={50}
          format={(value) => `${new Intl.NumberFormat(i18n.language).format(value)} K`}
          onChoose={(value) =>
            turnOn({ color_temp_kelvin: value }, { color_temp_kelvin: value, rgb_color: null })
          }
        />
      )}
      {isColored(shown) && (
        <div role="group" aria-label={t("control.color")}>
          <div className={styles.label}>{t("control.color")}</div>
          <div className={styles.colors}>
            {COLORS.map(({ name, rgb }) => {
              const css = `rgb(${rgb.join(" ")})`;
              return (
                <UnstyledButton
                  key={name}
                  className={styles.color}
                  aria-label={t(`control.colors.${name}`)}
                  aria-pressed={color === css}
                  onClick={() =>
                    turnOn({ rgb_color: rgb }, { rgb_color: rgb, color_temp_kelvin: null })
                  }
                >
                  <ColorSwatch color={css} size={34} />
                </UnstyledButton>
              );
            })}
          </div>
        </div>
      )}
      {effects.length > 0 && (
        <NativeSelect
          label={t("control.effect")}
          data={[{ value: "", label: t("control.effectNone") }, ...effects]}
          value={textOf(shown, "effect") ?? ""}
          onChange={(event) => {
            const effect = event.currentTarget.value;
            if (effect !== "") {
              turnOn({ effect }, { effect });
            }
          }}
        />
      )}
    </>
  );
}
