import { IconArrowDown, IconArrowUp, IconPlayerStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { numberOf } from "../../../home/attributes";
import { OrderButtons } from "./OrderButtons";
import { SliderRow } from "./SliderRow";
import type { ControlsProps } from "./types";

/** A blind, curtain or door: open, stop, close, and how far. */
export function CoverControls({ control: { shown, order } }: ControlsProps) {
  const { t, i18n } = useTranslation();
  const position = numberOf(shown, "current_position");
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  return (
    <>
      <OrderButtons
        onOrder={order}
        buttons={[
          {
            service: "open_cover",
            expected: { state: "open" },
            label: t("control.open"),
            icon: IconArrowUp,
          },
          { service: "stop_cover", expected: {}, label: t("control.stop"), icon: IconPlayerStop },
          {
            service: "close_cover",
            expected: { state: "closed" },
            label: t("control.close"),
            icon: IconArrowDown,
          },
        ]}
      />
      {position !== null && (
        <SliderRow
          label={t("control.position")}
          value={position}
          format={(value) => percent.format(value / 100)}
          onChoose={(value) =>
            order({
              service: "set_cover_position",
              data: { position: value },
              expected: {
                state: value === 0 ? "closed" : "open",
                attributes: { current_position: value },
              },
            })
          }
        />
      )}
    </>
  );
}
