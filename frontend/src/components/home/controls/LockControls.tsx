import { IconLock, IconLockOpen } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { OrderButtons } from "./OrderButtons";
import type { ControlsProps } from "./types";

/** A lock. */
export function LockControls({ control: { shown, order } }: ControlsProps) {
  const { t } = useTranslation();
  return (
    <OrderButtons
      onOrder={order}
      buttons={[
        {
          service: "lock",
          expected: { state: "locked" },
          label: t("control.lock"),
          icon: IconLock,
          disabled: shown.state === "locked",
        },
        {
          service: "unlock",
          expected: { state: "unlocked" },
          label: t("control.unlock"),
          icon: IconLockOpen,
          disabled: shown.state === "unlocked",
        },
      ]}
    />
  );
}
