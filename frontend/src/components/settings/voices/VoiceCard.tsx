import { Button, Select, Slider, TextInput } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { HomeSettings } from "../../../api/homeSettings";
import { fetchSpeech, useVoices } from "../../../api/voices";
import { Trouble } from "../../panel/Trouble";
import { languageName } from "../language/languages";
import { SettingsCard } from "../SettingsCard";
import styles from "../SettingsCard.module.css";
import { useSettingsDraft } from "../useSettingsDraft";
import { playSound } from "./playSound";

const USUAL = "";

/** Which voice answers and how fast; try it before it is saved. */
export function VoiceCard({ settings }: { settings: HomeSettings }) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const draft = useSettingsDraft(settings);
  const voices = useVoices().data;
  const [sentence, setSentence] = useState("");
  const spoken = sentence.trim() === "" ? t("voices.sentence") : sentence;
  const chosen = draft.value("voice");
  const speak = useMutation({
    mutationFn: async () => {
      await playSound(await fetchSpeech(spoken, chosen === USUAL ? undefined : chosen));
    },
  });
  const mine = (voices?.voices ?? []).filter(({ languages }) =>
    languages.some((tag) => tag.split("-")[0] === settings.language),
  );
  const others = (voices?.voices ?? []).filter((voice) => !mine.includes(voice));
  const option = ({ id: value, name }: { id: string; name: string }) => ({ value, label: name });
  const known = chosen === USUAL || (voices?.voices ?? []).some((voice) => voice.id === chosen);
  const speed = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 }).format(
    draft.value("voice_speed"),
  );
  return (
    <SettingsCard title={t("voices.voice")} draft={draft} testId="voice-card">
      <Select
        label={t("voices.which")}
        description={t("voices.whichHelp")}
        size="md"
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("voices.usual") }}
        placeholder={t("voices.usual")}
        nothingFoundMessage={t("areas.notFound")}
        data={[
          { group: languageName(settings.language, i18n.language), items: mine.map(option) },
          {
            group: t("voices.others"),
            items: [...others.map(option), ...(known ? [] : [{ value: chosen, label: chosen }])],
          },
        ]}
        value={chosen === USUAL ? null : chosen}
        error={draft.fault("voice")}
        onChange={(value) => draft.set("voice", value ?? USUAL)}
      />
      <div>
        <span id={id} className={styles.label}>
          {t("voices.speed", { speed })}
        </span>
        <Slider
          aria-labelledby={id}
          thumbLabel={t("voices.speed", { speed })}
          mt="sm"
          min={0.5}
          max={2}
          step={0.05}
          label={null}
          value={draft.value("voice_speed")}
          onChange={(value) => draft.set("voice_speed", Number(value.toFixed(2)))}
        />
      </div>
      <TextInput
        label={t("voices.try")}
        placeholder={t("voices.sentence")}
        maxLength={500}
        value={sentence}
        onChange={(event) => setSentence(event.currentTarget.value)}
      />
      <div>
        <Button
          variant="light"
          size="sm"
          loading={speak.isPending}
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          onClick={() => speak.mutate()}
          data-testid="try-voice"
        >
          {t("voices.play")}
        </Button>
        {speak.isSuccess && (
          <p className={styles.hint} role="status" data-testid="voice-played">
            {t("voices.played")}
          </p>
        )}
      </div>
      <Trouble error={speak.error} title={t("voices.silent")} />
      <TextInput
        label={t("voices.server")}
        description={t("voices.serverHelp")}
        placeholder="tcp://192.168.1.20:10200"
        autoComplete="off"
        maxLength={200}
        value={draft.value("voice_server")}
        error={draft.fault("voice_server")}
        onChange={(event) => draft.set("voice_server", event.currentTarget.value)}
      />
    </SettingsCard>
  );
}
