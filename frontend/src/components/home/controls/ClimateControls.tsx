import { ActionIcon, NativeSelect, Text } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { numberOf, textOf, textsOf } from "../../../home/attributes";
import styles from "./controls.module.css";
import type { ControlsProps } from "./types";

const HALF = 0.5;
const COLDEST = 5;
const HOTTEST = 35;

/** Heating and cooling: how warm it is to be, in which mode, how hard it blows. */
export function ClimateControls({ control: { shown, order } }: ControlsProps) {
  const { t, i18n } = useTranslation();
  const target = numberOf(shown, "temperature");
  const now = numberOf(shown, "current_temperature");
  const step = numberOf(shown, "target_temp_step") ?? HALF;
  const low = numberOf(shown, "min_temp") ?? COLDEST;
  const high = numberOf(shown, "max_temp") ?? HOTTEST;
  const modes = textsOf(shown, "hvac_modes");
  const fans = textsOf(shown, "fan_modes");
  const degrees = (value: number) =>
    `${new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value)}°`;
  const say = (mode: string) =>
    i18n.exists(`state.${mode}`) ? t(`state.${mode}` as "state.heat") : mode.replaceAll("_", " ");
  const setTarget = (wanted: number) => {
    const temperature = Math.min(high, Math.max(low, wanted));
    order({
      service: "set_temperature",
      data: { temperature },
      expected: { attributes: { temperature } },
    });
  };
  return (
    <>
      {target !== null && (
        <div className={styles.target}>
          <ActionIcon
            variant="default"
            size={52}
            radius="xl"
            disabled={target <= low}
            aria-label={t("control.colder")}
            onClick={() => setTarget(target - step)}
          >
            <IconMinus size={22} aria-hidden />
          </ActionIcon>
          <div className={styles.degrees}>
            <span className={styles.big} role="status" data-testid="control-target">
              {degrees(target)}
            </span>
            {now !== null && (
              <Text size="sm" c="dimmed">
                {t("control.nowDegrees", { value: degrees(now) })}
              </Text>
            )}
          </div>
          <ActionIcon
            variant="default"
            size={52}
            radius="xl"
            disabled={target >= high}
            aria-label={t("control.warmer")}
            onClick={() => setTarget(target + step)}
            data-testid="control-warmer"
          >
            <IconPlus size={22} aria-hidden />
          </ActionIcon>
        </div>
      )}
      {modes.length > 0 && (
        <NativeSelect
          size="md"
          label={t("control.mode")}
          data={modes.map((mode) => ({ value: mode, label: say(mode) }))}
          value={shown.state}
          onChange={(event) => {
            const mode = event.currentTarget.value;
            order({
              service: "set_hvac_mode",
              data: { hvac_mode: mode },
              expected: { state: mode },
            });
          }}
        />
      )}
      {fans.length > 0 && (
        <NativeSelect
          size="md"
          label={t("control.fan")}
          data={fans.map((mode) => ({ value: mode, label: say(mode) }))}
          value={textOf(shown, "fan_mode") ?? fans[0] ?? ""}
          onChange={(event) => {
            const mode = event.currentTarget.value;
            order({
              service: "set_fan_mode",
              data: { fan_mode: mode },
              expected: { attributes: { fan_mode: mode } },
            });
          }}
        />
      )}
    </>
  );
}
