import {
  ActionIcon,
  Button,
  Group,
  Stack,
  Text,
  Textarea,
  TextInput,
  Tooltip,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import { isChangedMeanwhile } from "../../api/problem";
import {
  type Forms,
  type OwnText,
  skillAddress,
  skillKey,
  type SkillReply,
  type TextFault,
  useTextsChanged,
} from "../../api/skills";
import { SaveRefusal } from "../panel/SaveRefusal";
import { FaultList } from "./FaultList";
import { filledIn, withPlaceholder } from "./placeholders";
import skills from "./skills.module.css";
import styles from "./ReplyEditor.module.css";

const PAUSE_MS = 250;

interface Props {
  skill: string;
  language: string;
  reply: SkillReply;
  samples: Record<string, string>;
  onDone: () => void;
}

interface Place {
  form: string;
  index: number;
}

/** Writes a reply in one's own words, with a preview; what was typed stays when it is refused. */
export function ReplyEditor({ skill, language, reply, samples, onDone }: Props) {
  const { t } = useTranslation();
  const changed = useTextsChanged(skill);
  const [seen, setSeen] = useState(reply.own?.version ?? 0);
  const [forms, setForms] = useState<Forms>(() => formsNow(reply));
  const [values, setValues] = useState(samples);
  const field = useRef<HTMLTextAreaElement | null>(null);
  const [place, setPlace] = useState<Place>({ form: Object.keys(forms)[0] ?? "", index: 0 });
  const [settled] = useDebouncedValue(forms, PAUSE_MS);
  const path = skillAddress(skill, "replies", reply.key);
  const trial = useQuery({
    queryKey: skillKey(skill, "reply-trial", language, reply.key, settled),
    queryFn: () => request<TextFault[]>("POST", `${path}/try`, { language, forms: settled }),
    staleTime: 0,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const save = useMutation({
    mutationFn: (overwrite: boolean) =>
      request<OwnText>("PATCH", path, {
        language,
        forms,
        was: overwrite ? null : { version: seen },
      }),
    onSuccess: async () => {
      await changed();
      onDone();
    },
    onError: (error) => {
      if (isChangedMeanwhile(error)) {
        void changed();
      }
    },
  });
  const put = (form: string, texts: string[]) => setForms({ ...forms, [form]: texts });
  const write = ({ form, index }: Place, text: string) =>
    put(
      form,
      (forms[form] ?? []).map((one, at) => (at === index ? text : one)),
    );
  const insert = (name: string) => {
    const box = field.current;
    const text = forms[place.form]?.[place.index];
    if (text === undefined) {
      return;
    }
    const end = text.length;
    const placed = withPlaceholder(
      text,
      name,
      box?.selectionStart ?? end,
      box?.selectionEnd ?? end,
    );
    write(place, placed.text);
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(placed.cursor, placed.cursor);
    });
  };
  const faults = trial.data ?? [];
  const current = settled === forms && !trial.isFetching;
  return (
    <form
      data-testid="reply-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(false);
      }}
    >
      <Stack gap="sm">
        {Object.entries(forms).map(([form, texts]) => (
          <div key={form} className={styles.variants}>
            {form !== "" && (
              <Text size="sm" fw={600}>
                {t(form === "one" ? "skills.formOne" : "skills.formOther")}
              </Text>
            )}
            {texts.map((text, index) => (
              <div key={index} className={styles.variant}>
                <Textarea
                  aria-label={t("skills.variant", { number: index + 1 })}
                  value={text}
                  lang={language}
                  autosize
                  minRows={1}
                  maxRows={6}
                  data-testid="reply-variant"
                  onFocus={(event) => {
                    field.current = event.currentTarget;
                    setPlace({ form, index });
                  }}
                  onChange={(event) => write({ form, index }, event.currentTarget.value)}
                />
                {texts.length > 1 && (
                  <Tooltip label={t("skills.variantRemove", { number: index + 1 })}>
                    <ActionIcon
                      variant="subtle"
                      size="lg"
                      aria-label={t("skills.variantRemove", { number: index + 1 })}
                      onClick={() =>
                        put(
                          form,
                          texts.filter((_, at) => at !== index),
                        )
                      }
                    >
                      <IconX size={18} aria-hidden />
                    </ActionIcon>
                  </Tooltip>
                )}
              </div>
            ))}
            <Button
              size="xs"
              w="fit-content"
              variant="subtle"
              leftSection={<IconPlus size={15} aria-hidden />}
              data-testid="variant-add"
              onClick={() => put(form, [...texts, ""])}
            >
              {t("skills.variantAdd")}
            </Button>
          </div>
        ))}
        {reply.placeholders.length > 0 && (
          <div className={skills.chips}>
            <Text size="sm" c="dimmed">
              {t("skills.placeholders")}
            </Text>
            {reply.placeholders.map((name) => (
              <button key={name} type="button" className={skills.chip} onClick={() => insert(name)}>
                {`{${name}}`}
              </button>
            ))}
          </div>
        )}
        <div aria-live="polite">{faults.length > 0 && <FaultList faults={faults} />}</div>
        <details>
          <summary>{t("skills.preview")}</summary>
          <Stack gap="xs" mt="xs">
            {reply.placeholders.length > 0 && (
              <div className={skills.chips}>
                {reply.placeholders.map((name) => (
                  <TextInput
                    key={name}
                    size="xs"
                    label={name}
                    value={values[name] ?? ""}
                    onChange={(event) => {
                      const value = event.currentTarget.value;
                      setValues((before) => ({ ...before, [name]: value }));
                    }}
                  />
                ))}
              </div>
            )}
            <div data-testid="reply-preview" lang={language}>
              {Object.values(forms)
                .flat()
                .map((text, index) => (
                  <div key={index} className={styles.preview}>
                    {filledIn(text, values)}
                  </div>
                ))}
            </div>
          </Stack>
        </details>
        <SaveRefusal
          error={save.error}
          onOverwrite={() => save.mutate(true)}
          onTheirs={() => {
            setForms(formsNow(reply));
            setSeen(reply.own?.version ?? 0);
            save.reset();
          }}
        />
        <Group gap="xs">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={faults.length > 0 && current}
            data-testid="reply-save"
          >
            {t("integrations.save")}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t("panel.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What is said now: one's own variants, or those the skill came with. */
function formsNow(reply: SkillReply): Forms {
  return reply.own && !reply.own.removed ? reply.own.forms : reply.shipped;
}
