import { ActionIcon, Badge, Skeleton } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  testAddress,
  useRemoveWakeWord,
  useWakeWords,
  type WakeWord,
} from "../../../api/wakeWords";
import { Confirm } from "../../panel/Confirm";
import { Section } from "../../panel/Section";
import panel from "../../panel/panel.module.css";
import { Trouble } from "../../panel/Trouble";
import models from "../models/Models.module.css";
import { OwnPhraseForm } from "./OwnPhraseForm";
import { TryWakeWord } from "./TryWakeWord";
import { UploadWakeWord } from "./UploadWakeWord";

const KINDS = ["bundled", "model", "phrase"] as const;

/** What wakes satellites: bundled words, uploaded models and words of one's own. */
export function WakeWordsSection() {
  const { t } = useTranslation();
  const words = useWakeWords();
  const remove = useRemoveWakeWord();
  const [leaving, setLeaving] = useState<WakeWord | null>(null);
  return (
    <div className={panel.stack}>
      <p className={models.intro}>{t("wake.intro")}</p>
      <Section title={t("wake.words")} testId="wake-words">
        {words.isPending && <Skeleton height={160} radius={16} mt="md" aria-busy="true" />}
        <Trouble
          error={words.data ? null : words.error}
          title={t("wake.unread")}
          onRetry={() => void words.refetch()}
        />
        <Trouble error={remove.error} title={t("wake.notRemoved")} />
        <ul className={models.rows} style={{ marginTop: 12 }}>
          {(words.data ?? []).map((word) => {
            const kind = KINDS.find((one) => one === word.kind) ?? "model";
            return (
              <li key={word.id} className={models.row} data-testid="wake-word" data-id={word.id}>
                <div className={models.head}>
                  <span className={models.about}>
                    <span className={models.name}>
                      {word.phrase}{" "}
                      <Badge size="sm" variant="light" color={kind === "bundled" ? "gray" : "fern"}>
                        {t(`wake.kind.${kind}`)}
                      </Badge>
                    </span>
                    {word.warning !== "" && <span className={models.hint}>{t("wake.risky")}</span>}
                    {word.satellites.length > 0 && (
                      <span className={models.hint}>
                        {t("wake.listens", { names: word.satellites.join(", ") })}
                      </span>
                    )}
                  </span>
                  <TryWakeWord address={testAddress(word.id)} phrase={word.phrase} />
                  {kind !== "bundled" && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size="lg"
                      aria-label={t("wake.remove", { name: word.phrase })}
                      onClick={() => setLeaving(word)}
                    >
                      <IconTrash size={18} aria-hidden />
                    </ActionIcon>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      </Section>
      <Section title={t("wake.own")} testId="own-phrase">
        <OwnPhraseForm action={t("wake.add")} />
      </Section>
      <UploadWakeWord />
      {leaving && (
        <Confirm
          opened
          title={t("wake.removeTitle", { name: leaving.phrase })}
          text={
            leaving.satellites.length > 0
              ? t("wake.listens", { names: leaving.satellites.join(", ") })
              : t("wake.removeText")
          }
          action={t("wake.removeAction")}
          onClose={() => setLeaving(null)}
          onConfirm={() => {
            remove.mutate(leaving.id);
            setLeaving(null);
          }}
        />
      )}
    </div>
  );
}
