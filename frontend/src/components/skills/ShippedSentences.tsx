import { Button, Skeleton, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  SENTENCE_PAGE,
  type SentenceIntent,
  type Sentences,
  type ShippedSentence,
  type Skill,
  useShippedSentences,
} from "../../api/skills";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import { Examples } from "./Examples";
import { meaningText } from "./meaning";
import styles from "./skills.module.css";

const PAUSE_MS = 250;

interface Props {
  skill: Skill;
  shown: Sentences;
}

/** What a skill came with: by intent, or found by words. */
export function ShippedSentences({ skill, shown }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), PAUSE_MS);
  return (
    <Section title={t("skills.answers")} testId="shipped-sentences">
      <TextInput
        mt="sm"
        leftSection={<IconSearch size={18} aria-hidden />}
        label={t("skills.search")}
        placeholder={t("skills.searchHint")}
        value={words}
        data-testid="sentence-search"
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {search !== "" ? (
        <Listed skill={skill.id} language={shown.language} search={search} intent="" />
      ) : (
        <div>
          {shown.intents.length === 0 && <p className={panel.dimmed}>{t("skills.noSentences")}</p>}
          {shown.intents.map((one) => (
            <IntentRow key={one.intent} skill={skill} intent={one} language={shown.language} />
          ))}
        </div>
      )}
    </Section>
  );
}

interface IntentProps {
  skill: Skill;
  intent: SentenceIntent;
  language: string;
}

function IntentRow({ skill, intent, language }: IntentProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details
      className={panel.row}
      data-testid="intent"
      data-intent={intent.intent}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span className={styles.intent}>
          <span lang={language}>
            {intent.examples[0] ? t("skills.quoted", { text: intent.examples[0] }) : intent.intent}
          </span>
          <Text component="span" size="sm" c="dimmed" fw={400}>
            {intent.intent}
          </Text>
        </span>
        <Text component="span" size="sm" c="dimmed">
          {t("skills.count", { count: intent.count })}
          {intent.own > 0 && ` + ${t("skills.ownCount", { count: intent.own })}`}
        </Text>
        {skill.state === "loaded" && !intent.handled && (
          <Text component="span" size="sm" c="orange">
            {t("skills.unhandled")}
          </Text>
        )}
      </summary>
      {open && <Listed skill={skill.id} language={language} search="" intent={intent.intent} />}
    </details>
  );
}

interface ListedProps {
  skill: string;
  language: string;
  search: string;
  intent: string;
}

function Listed({ skill, language, search, intent }: ListedProps) {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(SENTENCE_PAGE);
  const found = useShippedSentences(skill, { language, search, intent, limit });
  if (found.isPending) {
    return <Skeleton height={120} radius={16} mt="sm" aria-busy="true" />;
  }
  if (!found.data) {
    return <Trouble error={found.error} title={t("skills.unread")} />;
  }
  const { sentences, total } = found.data;
  return (
    <div>
      <p className={panel.dimmed} role="status" data-testid="sentence-total">
        {total === 0 ? t("skills.nothingFound") : t("skills.found", { count: total })}
      </p>
      {sentences.map((one) => (
        <Shipped
          key={`${one.file} ${one.intent} ${one.template} ${meaningText(one.meaning)}`}
          sentence={one}
          language={language}
          withIntent={intent === ""}
        />
      ))}
      {sentences.length < total && (
        <Button
          variant="default"
          size="xs"
          loading={found.isFetching}
          onClick={() => setLimit(limit + SENTENCE_PAGE)}
        >
          {t("skills.more")}
        </Button>
      )}
    </div>
  );
}

interface ShippedProps {
  sentence: ShippedSentence;
  language: string;
  withIntent: boolean;
}

function Shipped({ sentence, language, withIntent }: ShippedProps) {
  const { t } = useTranslation();
  const { template, examples, file, line, intent, spoken, meaning } = sentence;
  const facts = [
    withIntent ? intent : "",
    meaningText(meaning),
    line > 0 ? `${file}:${line}` : file,
    spoken ? "" : t("skills.typedOnlyShort"),
  ];
  return (
    <div className={styles.sentence} data-testid="shipped-sentence">
      <Examples texts={examples} language={language} label={t("skills.examples")} />
      <span className={styles.template} lang={language}>
        {template}
      </span>
      <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {facts.filter(Boolean).join(" · ")}
      </Text>
    </div>
  );
}
