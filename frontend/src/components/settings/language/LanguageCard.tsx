import { Alert, Anchor, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { HomeSettings } from "../../../api/homeSettings";
import { useRecognisers } from "../../../api/recognisers";
import { SettingsCard } from "../SettingsCard";
import { useSettingsDraft } from "../useSettingsDraft";
import { HOME_LANGUAGES, languageName } from "./languages";

/** The language commands are given and answered in. */
export function LanguageCard({ settings }: { settings: HomeSettings }) {
  const { t, i18n } = useTranslation();
  const draft = useSettingsDraft(settings);
  const heard = useRecognisers().data;
  const deaf =
    heard?.language === settings.language && !heard.recognisers.some(({ usable }) => usable);
  return (
    <SettingsCard title={t("pipeline.language")} draft={draft} testId="language-card">
      <NativeSelect
        label={t("pipeline.homeLanguage")}
        description={t("pipeline.homeLanguageHelp")}
        size="md"
        data={HOME_LANGUAGES.map((value) => ({
          value,
          label: languageName(value, i18n.language),
        }))}
        value={draft.value("language")}
        onChange={(event) => {
          const chosen = HOME_LANGUAGES.find((one) => one === event.currentTarget.value);
          if (chosen) {
            draft.set("language", chosen);
          }
        }}
      />
      {deaf && (
        <Alert color="orange" radius="lg" role="status">
          {t("pipeline.deaf", { language: languageName(settings.language, i18n.language) })}{" "}
          <Anchor component={Link} underline="always" to="/settings/models" fw={600} inherit>
            {t("pipeline.toModels")}
          </Anchor>
        </Alert>
      )}
    </SettingsCard>
  );
}
