import { Button, Group, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import { isChangedMeanwhile } from "../../api/problem";
import { type OwnText, type SentenceIntent, skillAddress, useTextsChanged } from "../../api/skills";
import { SaveRefusal } from "../panel/SaveRefusal";
import { Examples } from "./Examples";
import { FaultList } from "./FaultList";
import { meaningKey, meaningText } from "./meaning";
import { OwnerNote } from "./OwnerNote";
import { useSentenceTrial } from "./useSentenceTrial";

interface Props {
  skill: string;
  language: string;
  intents: readonly SentenceIntent[];
  /** The sentence that is changed; none: a new one. */
  known?: OwnText;
  /** What it says now, when somebody else changed it meanwhile. */
  latest?: OwnText | undefined;
  onDone: (saved: OwnText | null) => void;
}

/** Writes a sentence of one's own, tried while it is typed; what was typed stays when it is refused. */
export function SentenceEditor({ skill, language, intents, known, latest, onDone }: Props) {
  const { t } = useTranslation();
  const changed = useTextsChanged(skill);
  const [seen, setSeen] = useState(known);
  const [text, setText] = useState(known?.text ?? "");
  const [intent, setIntent] = useState(known?.key ?? intents[0]?.intent ?? "");
  const [meaning, setMeaning] = useState(known?.meaning ?? {});
  const meanings = intents.find((one) => one.intent === intent)?.meanings ?? [];
  const chosen = meaningKey(meaning);
  const offered = meanings.some((one) => meaningKey(one.meaning) === chosen)
    ? meanings
    : [{ meaning, examples: [] }, ...meanings];
  const trial = useSentenceTrial(skill, {
    language,
    intent,
    text,
    meaning,
    text_id: known?.id ?? "",
  });
  const save = useMutation({
    mutationFn: ({ anyway, overwrite }: { anyway: boolean; overwrite?: boolean }) => {
      const body = { intent, text, meaning, anyway };
      if (!known) {
        return request<OwnText>("POST", skillAddress(skill, "sentences"), { ...body, language });
      }
      const was = overwrite === true || !seen ? null : { version: seen.version };
      const path = skillAddress(skill, "sentences", known.id);
      return request<OwnText>("PATCH", path, { ...body, was });
    },
    onSuccess: async (saved) => {
      await changed();
      onDone(saved);
    },
    onError: (error) => {
      if (isChangedMeanwhile(error)) {
        void changed();
      }
    },
  });
  const found = text.trim() === "" ? undefined : trial.data;
  const faulty = (found?.faults.length ?? 0) > 0;
  const taken = (found?.taken.length ?? 0) > 0;
  const theirs = () => {
    if (latest) {
      setSeen(latest);
      setText(latest.text);
      setIntent(latest.key);
      setMeaning(latest.meaning);
      save.reset();
    }
  };
  return (
    <form
      data-testid="sentence-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ anyway: taken });
      }}
    >
      <Stack gap="sm">
        <NativeSelect
          label={t("skills.intent")}
          description={t("skills.intentHelp")}
          value={intent}
          data={intents.map((one) => ({
            value: one.intent,
            label: one.examples[0] ? `${one.intent} (${one.examples[0]})` : one.intent,
          }))}
          onChange={(event) => {
            setIntent(event.currentTarget.value);
            setMeaning({});
          }}
        />
        {offered.length > 1 && (
          <NativeSelect
            label={t("skills.meaning")}
            description={t("skills.meaningHelp")}
            value={chosen}
            data={offered.map((one) => ({
              value: meaningKey(one.meaning),
              label:
                [
                  meaningText(one.meaning),
                  one.examples[0] && t("skills.quoted", { text: one.examples[0] }),
                ]
                  .filter(Boolean)
                  .join(" · ") || t("skills.meaningPlain"),
            }))}
            onChange={(event) => {
              const key = event.currentTarget.value;
              setMeaning(offered.find((one) => meaningKey(one.meaning) === key)?.meaning ?? {});
            }}
          />
        )}
        <Textarea
          label={t("skills.sentence")}
          description={t("skills.sentenceHelp")}
          value={text}
          lang={language}
          autosize
          minRows={1}
          maxRows={8}
          spellCheck
          data-autofocus
          data-testid="sentence-text"
          aria-invalid={faulty}
          onChange={(event) => setText(event.currentTarget.value.replaceAll("\n", " "))}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }
          }}
        />
        <div aria-live="polite">
          <Stack gap="xs">
            {found && faulty && <FaultList faults={found.faults} text={text.trim()} />}
            {found && !faulty && found.examples.length > 0 && (
              <div data-testid="sentence-examples">
                <Text size="sm" c="dimmed" mb={6}>
                  {t("skills.understands")}
                </Text>
                <Examples
                  texts={found.examples}
                  language={language}
                  label={t("skills.understands")}
                />
              </div>
            )}
            {found && taken && <OwnerNote owners={found.taken} />}
            {found && found.known.length > 0 && <OwnerNote owners={found.known} same />}
            {found && !faulty && !found.spoken && (
              <Text size="sm" c="dimmed">
                {t("skills.typedOnly")}
              </Text>
            )}
            {trial.error && <SaveRefusal error={trial.error} />}
          </Stack>
        </div>
        <SaveRefusal
          error={save.error}
          onOverwrite={() => save.mutate({ anyway: taken, overwrite: true })}
          onTheirs={latest && !latest.removed ? theirs : undefined}
        />
        <Group gap="xs">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={text.trim() === "" || (faulty && trial.current)}
            color={taken ? "orange" : undefined}
            data-testid="sentence-save"
          >
            {t(taken ? "skills.saveAnyway" : "integrations.save")}
          </Button>
          <Button variant="default" onClick={() => onDone(null)}>
            {t("panel.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
