import { Button, FileButton, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { upload } from "../../../api/upload";
import { WAKE_WORDS, type WakeWord } from "../../../api/wakeWords";
import { Section } from "../../panel/Section";
import panel from "../../panel/panel.module.css";
import { Trouble } from "../../panel/Trouble";

/** Adds a trained model from a file. */
export function UploadWakeWord() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const resetInput = useRef<() => void>(null);
  const [phrase, setPhrase] = useState("");
  const [part, setPart] = useState(0);
  const send = useMutation({
    mutationFn: (file: File) => {
      setPart(0);
      // The same file can be chosen again after a refusal.
      resetInput.current?.();
      const said = phrase.trim() === "" ? "" : `&phrase=${encodeURIComponent(phrase.trim())}`;
      return upload<WakeWord>(
        `/api/wake-words?name=${encodeURIComponent(file.name)}${said}`,
        file,
        setPart,
      ).done;
    },
    onSuccess: () => {
      setPhrase("");
      return client.invalidateQueries({ queryKey: WAKE_WORDS });
    },
  });
  return (
    <Section title={t("wake.upload")} testId="upload-wake-word">
      <div className={panel.stack}>
        <p className={panel.dimmed}>{t("wake.uploadHelp")}</p>
        <TextInput
          label={t("wake.says")}
          description={t("wake.saysHelp")}
          maxLength={100}
          value={phrase}
          onChange={(event) => setPhrase(event.currentTarget.value)}
        />
        <div>
          <FileButton
            resetRef={resetInput}
            accept=".tflite,.onnx,.zip"
            onChange={(file) => {
              if (file) {
                send.mutate(file);
              }
            }}
          >
            {(props) => (
              <Button {...props} variant="light" size="sm" disabled={send.isPending}>
                {send.isPending
                  ? t("models.percent", { percent: Math.round(100 * part) })
                  : t("models.choose")}
              </Button>
            )}
          </FileButton>
        </div>
        <Trouble error={send.error} title={t("wake.notAdded")} />
      </div>
    </Section>
  );
}
