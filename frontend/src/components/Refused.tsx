import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useSatellite } from "../satellite/SatelliteContext";

/** Why the hub does not take this browser as a satellite. */
export function Refused() {
  const { t } = useTranslation();
  const { refusal } = useSatellite().state;
  if (refusal === null) {
    return null;
  }
  const words = [refusal.message, refusal.cure].filter(Boolean).join(" ");
  return (
    <Alert w="100%" color="orange" radius="lg" title={t("talk.refused")}>
      {words || t("reason.no_answer")}
    </Alert>
  );
}
