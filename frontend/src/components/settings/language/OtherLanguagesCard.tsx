import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { HomeSettings } from "../../../api/homeSettings";
import { useSpeechModels } from "../../../api/speechModels";
import { SettingsCard } from "../SettingsCard";
import { useSettingsDraft } from "../useSettingsDraft";
import { HOME_LANGUAGES, languageName } from "./languages";
import { withEntry } from "./byLanguage";
import styles from "./OtherLanguagesCard.module.css";

type Engine = HomeSettings["recogniser"];

const ENGINES: readonly Engine[] = ["auto", "vosk", "pocketsphinx", "wyoming", "whisper"];
const USUAL = "";

/** Recognisers and models of single languages, where they are not those of all. */
export function OtherLanguagesCard({ settings }: { settings: HomeSettings }) {
  const { t, i18n } = useTranslation();
  const draft = useSettingsDraft(settings);
  const models = useSpeechModels().data ?? [];
  const engines = draft.value("recognisers");
  const chosen = draft.value("recogniser_models");
  return (
    <SettingsCard
      title={t("pipeline.byLanguage")}
      help={t("pipeline.byLanguageHelp")}
      draft={draft}
      testId="by-language-card"
    >
      <ul className={styles.rows}>
        {HOME_LANGUAGES.map((language) => {
          const name = languageName(language, i18n.language);
          const installed = models.filter(
            (model) =>
              model.kind === "vosk" && model.installed && model.language.split("-")[0] === language,
          );
          return (
            <li key={language} className={styles.row}>
              <span className={styles.name}>{name}</span>
              <NativeSelect
                aria-label={t("pipeline.recogniserOf", { name })}
                size="sm"
                data={[
                  { value: USUAL, label: t("pipeline.likeAll") },
                  ...ENGINES.map((value) => ({ value, label: t(`pipeline.short.${value}`) })),
                ]}
                value={engines[language] ?? USUAL}
                onChange={(event) => {
                  const found = ENGINES.find((one) => one === event.currentTarget.value);
                  draft.set("recognisers", withEntry(engines, language, found));
                }}
              />
              <NativeSelect
                aria-label={t("pipeline.modelOf", { name })}
                size="sm"
                disabled={installed.length === 0 && chosen[language] === undefined}
                data={[
                  { value: USUAL, label: t("pipeline.bestModel") },
                  ...[...new Set([...installed.map(({ id }) => id), chosen[language] ?? USUAL])]
                    .filter((id) => id !== USUAL)
                    .map((id) => ({ value: id, label: id })),
                ]}
                value={chosen[language] ?? USUAL}
                onChange={(event) => {
                  const id = event.currentTarget.value;
                  draft.set(
                    "recogniser_models",
                    withEntry(chosen, language, id === USUAL ? undefined : id),
                  );
                }}
              />
            </li>
          );
        })}
      </ul>
    </SettingsCard>
  );
}
