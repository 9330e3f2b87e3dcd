import { Alert, Anchor, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useHomeSettings } from "../../api/homeSettings";
import { useRecognisers } from "../../api/recognisers";
import {
  type SatelliteChange,
  type SatelliteInfo,
  useChangeSatellite,
  useVoices,
} from "../../api/satellites";
import { HOME_LANGUAGES } from "../settings/language/languages";
import { Section } from "../panel/Section";
import { SectionRefusal } from "./SectionRefusal";
import styles from "./satellites.module.css";
import { languageName, voiceOptions } from "./voices";

const RECOGNISERS = ["auto", "vosk", "pocketsphinx", "wyoming", "whisper"] as const;

const PATIENCE = ["relaxed", "default", "aggressive"] as const;

/** The language spoken at a satellite, what hears it there, and the voice it answers in. */
export function SpeechSection({ satellite }: { satellite: SatelliteInfo }) {
  const { t, i18n } = useTranslation();
  const change = useChangeSatellite(satellite.id);
  const voices = useVoices().data?.voices ?? [];
  const homes = useHomeSettings().data?.language;
  const spoken = satellite.language === "" ? (homes ?? "") : satellite.language;
  const heard = useRecognisers(spoken).data;
  const deaf = heard?.language === spoken && !heard.recognisers.some(({ usable }) => usable);
  const groups = voiceOptions(voices, spoken, i18n.language);
  const known = groups.some(({ items }) => items.some(({ value }) => value === satellite.voice));
  const set = (changes: SatelliteChange, was: SatelliteChange) => change.mutate({ changes, was });
  return (
    <Section title={t("satellites.speech")} testId="satellite-speech">
      <div className={styles.fields}>
        <NativeSelect
          label={t("satellites.language")}
          description={t("satellites.languageHelp")}
          size="md"
          value={satellite.language}
          onChange={(event) =>
            set({ language: event.currentTarget.value }, { language: satellite.language })
          }
          data={[
            {
              value: "",
              label:
                homes === undefined
                  ? t("satellites.homeLanguage")
                  : t("satellites.homeLanguageNamed", {
                      language: languageName(homes, i18n.language),
                    }),
            },
            ...HOME_LANGUAGES.map((value) => ({
              value,
              label: languageName(value, i18n.language),
            })),
          ]}
          data-testid="satellite-language"
        />
        <NativeSelect
          label={t("satellites.recogniser")}
          description={t("satellites.recogniserHelp")}
          size="md"
          value={satellite.recogniser}
          onChange={(event) =>
            set({ recogniser: event.currentTarget.value }, { recogniser: satellite.recogniser })
          }
          data={[
            { value: "", label: t("satellites.usualRecogniser") },
            ...RECOGNISERS.map((value) => ({ value, label: t(`pipeline.short.${value}`) })),
          ]}
          data-testid="satellite-recogniser"
        />
        <NativeSelect
          label={t("satellites.patience.label")}
          description={t("satellites.patience.help")}
          size="md"
          value={satellite.patience}
          onChange={(event) => {
            const chosen = PATIENCE.find((one) => one === event.currentTarget.value) ?? "default";
            set({ patience: chosen }, { patience: satellite.patience });
          }}
          data={PATIENCE.map((value) => ({ value, label: t(`satellites.patience.${value}`) }))}
          data-testid="satellite-patience"
        />
        {deaf && (
          <Alert color="orange" radius="lg" role="status" data-testid="satellite-deaf">
            {t("satellites.deaf", { language: languageName(spoken, i18n.language) })}{" "}
            <Anchor component={Link} underline="always" to="/settings/models" fw={600} inherit>
              {t("satellites.toModels")}
            </Anchor>
          </Alert>
        )}
        <NativeSelect
          label={t("satellites.voice")}
          description={t("satellites.voiceHelp")}
          size="md"
          value={satellite.voice}
          onChange={(event) =>
            set({ voice: event.currentTarget.value }, { voice: satellite.voice })
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
      <SectionRefusal
        change={change}
        onOverwrite={() => change.mutate({ changes: change.variables?.changes ?? {} })}
      />
    </Section>
  );
}
