import { Button, NumberInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { request } from "../../../api/client";
import type { HomeSettings } from "../../../api/homeSettings";
import { Confirm } from "../../panel/Confirm";
import { Trouble } from "../../panel/Trouble";
import { Choice } from "../Choice";
import { SettingsCard } from "../SettingsCard";
import styles from "../SettingsCard.module.css";
import { useSettingsDraft } from "../useSettingsDraft";

const KEPT = ["off", "failed", "all"] as const;

/** Which sound of commands is kept, and for how long. */
export function SoundCard({ settings }: { settings: HomeSettings }) {
  const { t } = useTranslation();
  const draft = useSettingsDraft(settings);
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => request<{ deleted: number }>("DELETE", "/api/recordings"),
  });
  const number = (name: "keep_audio_days" | "keep_audio_mb", most: number) => (
    <NumberInput
      label={t(`general.${name}`)}
      size="md"
      min={1}
      max={most}
      allowDecimal={false}
      value={draft.value(name)}
      error={draft.fault(name)}
      onChange={(value) => {
        if (typeof value === "number") {
          draft.set(name, value);
        }
      }}
    />
  );
  return (
    <SettingsCard
      title={t("general.sound")}
      help={t("general.soundHelp")}
      draft={draft}
      testId="sound-card"
    >
      <Choice
        label={t("general.keepAudio")}
        value={draft.value("keep_audio")}
        options={KEPT.map((value) => ({ value, label: t(`general.kept.${value}`) }))}
        onChange={(value) => draft.set("keep_audio", value)}
        testId="keep-audio"
      />
      {draft.value("keep_audio") !== "off" && (
        <div className={styles.pair}>
          {number("keep_audio_days", 365)}
          {number("keep_audio_mb", 100_000)}
        </div>
      )}
      <div>
        <Button
          variant="default"
          size="sm"
          loading={remove.isPending}
          onClick={() => setAsking(true)}
        >
          {t("general.deleteSound")}
        </Button>
        {remove.data && (
          <p className={styles.hint} role="status">
            {t("general.deletedSound", { count: remove.data.deleted })}
          </p>
        )}
      </div>
      <Trouble error={remove.error} title={t("general.notDeleted")} />
      <Confirm
        opened={asking}
        title={t("general.deleteSound")}
        text={t("general.deleteSoundText")}
        action={t("general.deleteSound")}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          remove.mutate();
        }}
      />
    </SettingsCard>
  );
}
