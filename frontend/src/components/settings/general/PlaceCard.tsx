import { Button, NumberInput } from "@mantine/core";
import { IconCurrentLocation } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { HomeSettings } from "../../../api/homeSettings";
import { SettingsCard } from "../SettingsCard";
import styles from "../SettingsCard.module.css";
import { useSettingsDraft } from "../useSettingsDraft";

/** So many places behind the point are a few metres. */
const PLACES = 4;

/** Where the home is. */
export function PlaceCard({ settings }: { settings: HomeSettings }) {
  const { t } = useTranslation();
  const draft = useSettingsDraft(settings);
  const [trouble, setTrouble] = useState("");
  const locate = () => {
    setTrouble("");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        draft.set("latitude", Number(coords.latitude.toFixed(PLACES)));
        draft.set("longitude", Number(coords.longitude.toFixed(PLACES)));
      },
      () => setTrouble(t("general.notLocated")),
    );
  };
  const field = (name: "latitude" | "longitude") => (
    <NumberInput
      label={t(`general.${name}`)}
      size="md"
      hideControls
      decimalScale={6}
      value={draft.value(name) ?? ""}
      error={draft.fault(name)}
      onChange={(value) => draft.set(name, typeof value === "number" ? value : null)}
    />
  );
  return (
    <SettingsCard
      title={t("general.place")}
      help={t("general.placeHelp")}
      draft={draft}
      testId="place-card"
    >
      <div className={styles.pair}>
        {field("latitude")}
        {field("longitude")}
      </div>
      {window.isSecureContext && (
        <div>
          <Button
            variant="light"
            size="sm"
            leftSection={<IconCurrentLocation size={18} aria-hidden />}
            onClick={locate}
          >
            {t("general.locate")}
          </Button>
          {trouble !== "" && (
            <p className={styles.hint} role="alert">
              {trouble}
            </p>
          )}
        </div>
      )}
    </SettingsCard>
  );
}
