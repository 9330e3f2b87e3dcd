import { Autocomplete, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { HomeSettings } from "../../../api/homeSettings";
import { Choice } from "../Choice";
import { SettingsCard } from "../SettingsCard";
import { useSettingsDraft } from "../useSettingsDraft";
import { timeZones } from "./timeZones";

const MOST_ZONES = 60;

/** The name of the home, its time zone and units. */
export function HomeCard({ settings }: { settings: HomeSettings }) {
  const { t } = useTranslation();
  const draft = useSettingsDraft(settings);
  return (
    <SettingsCard title={t("general.home")} draft={draft} testId="home-card">
      <TextInput
        label={t("general.name")}
        description={t("general.nameHelp")}
        maxLength={60}
        value={draft.value("home_name")}
        error={draft.fault("home_name")}
        onChange={(event) => draft.set("home_name", event.currentTarget.value)}
      />
      <Autocomplete
        label={t("general.timeZone")}
        description={t("general.timeZoneHelp")}
        size="md"
        data={timeZones()}
        limit={MOST_ZONES}
        value={draft.value("time_zone")}
        error={draft.fault("time_zone")}
        onChange={(value) => draft.set("time_zone", value)}
      />
      <Choice
        label={t("general.units")}
        help={t("general.unitsHelp")}
        value={draft.value("temperature_unit")}
        options={[
          { value: "C", label: t("general.metric") },
          { value: "F", label: t("general.imperial") },
        ]}
        onChange={(value) => draft.set("temperature_unit", value)}
        testId="units"
      />
    </SettingsCard>
  );
}
