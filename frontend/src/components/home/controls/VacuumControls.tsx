import { IconHome, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { OrderButtons } from "./OrderButtons";
import type { ControlsProps } from "./types";

/** A vacuum cleaner. */
export function VacuumControls({ control: { order } }: ControlsProps) {
  const { t } = useTranslation();
  return (
    <OrderButtons
      onOrder={order}
      buttons={[
        {
          service: "start",
          expected: { state: "cleaning" },
          label: t("control.start"),
          icon: IconPlayerPlay,
        },
        {
          service: "pause",
          expected: { state: "paused" },
          label: t("control.pause"),
          icon: IconPlayerPause,
        },
        {
          service: "return_to_base",
          expected: { state: "returning" },
          label: t("control.dock"),
          icon: IconHome,
        },
      ]}
    />
  );
}
