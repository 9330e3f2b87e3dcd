import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useHomeSettings } from "../../api/homeSettings";
import { type SatelliteInfo, useChangeSatellite, useVoices } from "../../api/satellites";
import { SaveRefusal } from "../panel/SaveRefusal";
import { Section } from "../panel/Section";
import styles from "./satellites.module.css";
import { languageName, voiceOptions } from "./voices";

/** The language spoken at a satellite, and the voice it answers in. */
export function SpeechSection({ satellite }: { satellite: SatelliteInfo }) {
  const { t, i18n } = useTranslation();
  const change = useChangeSatellite(satellite.id);
  const voices = useVoices().data?.voices ?? [];
  const language = useHomeSettings().data?.language;
  const home =
    language === undefined
      ? t("satellites.homeLanguage")
      : t("satellites.homeLanguageNamed", { language: languageName(language, i18n.language) });
  const groups = voiceOptions(voices, language ?? "", i18n.language);
  const known = groups.some(({ items }) => items.some(({ value }) => value === satellite.voice));
  return (
    <Section title={t("satellites.speech")} testId="satellite-speech">
      <div className={styles.fields}>
        <NativeSelect
          label={t("satellites.language")}
          description={t("satellites.languageHelp")}
          size="md"
          value={satellite.language}
          onChange={(event) =>
            change.mutate({
              changes: { language: event.currentTarget.value },
              was: { language: satellite.language },
            })
          }
          data={[
            { value: "", label: home },
            ...(satellite.language === ""
              ? []
              : [
                  {
                    value: satellite.language,
                    label: languageName(satellite.language, i18n.language),
                  },
                ]),
          ]}
        />
        <NativeSelect
          label={t("satellites.voice")}
          description={t("satellites.voiceHelp")}
          size="md"
          value={satellite.voice}
          onChange={(event) =>
            change.mutate({
              changes: { voice: event.currentTarget.value },
              was: { voice: satellite.voice },
            })
          }
          data={[
            { value: "", label: t("satellites.homeVoice") },
            ...(satellite.voice === "" || known
              ? []
              : [{ value: satellite.voice, label: satellite.voice }]),
            ...groups,
          ]}
          data-testid="satellite-voice"
        />
      </div>
      <div style={{ marginTop: change.error ? 14 : 0 }}>
        <SaveRefusal
          error={change.error}
          onOverwrite={() => change.mutate({ changes: change.variables?.changes ?? {} })}
          onTheirs={() => change.reset()}
        />
      </div>
    </Section>
  );
}
