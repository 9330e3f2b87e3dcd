import { IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { OrderButtons } from "./OrderButtons";
import type { ControlsProps } from "./types";

/** A scene or a script: it can be started. */
export function SceneControls({ control: { order } }: ControlsProps) {
  const { t } = useTranslation();
  return (
    <OrderButtons
      onOrder={order}
      buttons={[
        { service: "turn_on", expected: {}, label: t("control.start"), icon: IconPlayerPlay },
      ]}
    />
  );
}
