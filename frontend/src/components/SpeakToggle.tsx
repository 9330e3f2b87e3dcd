import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useSatellite } from "../satellite/SatelliteContext";

/** Whether replies are spoken here. */
export function SpeakToggle() {
  const { t } = useTranslation();
  const { speak, setSpeak } = useSatellite();
  return (
    <Switch
      size="sm"
      label={t("talk.speak")}
      checked={speak}
      onChange={(event) => setSpeak(event.currentTarget.checked)}
      data-testid="talk-speak"
    />
  );
}
