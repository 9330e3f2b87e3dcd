import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { HomeSettings } from "../../../api/homeSettings";
import { SettingsCard } from "../SettingsCard";
import { useSettingsDraft } from "../useSettingsDraft";

/** How services on the internet reach the hub. */
export function AddressCard({ settings }: { settings: HomeSettings }) {
  const { t } = useTranslation();
  const draft = useSettingsDraft(settings);
  return (
    <SettingsCard title={t("general.address")} draft={draft} testId="address-card">
      <TextInput
        label={t("general.externalUrl")}
        description={t("general.externalUrlHelp")}
        placeholder="https://ova.example.org"
        type="url"
        inputMode="url"
        autoComplete="off"
        maxLength={200}
        value={draft.value("external_url")}
        error={draft.fault("external_url")}
        onChange={(event) => draft.set("external_url", event.currentTarget.value)}
      />
    </SettingsCard>
  );
}
