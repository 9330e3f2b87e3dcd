import { ActionIcon, Button, Group, Text, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconHistory, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import {
  type GrammarInForce,
  type OwnText,
  type Sentences,
  type Skill,
  skillAddress,
  useTextsChanged,
} from "../../api/skills";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { notDone } from "../panel/notDone";
import { forceOf } from "./force";
import { ForceMark } from "./ForceMark";
import { HistoryDialog } from "./HistoryDialog";
import { meaningText } from "./meaning";
import { SentenceEditor } from "./SentenceEditor";
import styles from "./skills.module.css";

interface Props {
  skill: Skill;
  shown: Sentences;
  grammar: GrammarInForce;
}

/** The home's own sentences for a skill: written, changed, taken away and brought back. */
export function OwnSentences({ skill, shown, grammar }: Props) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={t("skills.own")}
      testId="own-sentences"
      aside={
        !adding && (
          <Button
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            data-testid="sentence-add"
            disabled={shown.intents.length === 0}
            onClick={() => setAdding(true)}
          >
            {t("skills.addSentence")}
          </Button>
        )
      }
    >
      {adding && (
        <div className={panel.sunken}>
          <SentenceEditor
            skill={skill.id}
            language={shown.language}
            intents={shown.intents}
            onDone={() => setAdding(false)}
          />
        </div>
      )}
      {shown.own.length === 0 && !adding && <p className={panel.dimmed}>{t("skills.ownNone")}</p>}
      <div>
        {shown.own.map((one) => (
          <OwnSentence key={one.id} text={one} skill={skill} shown={shown} grammar={grammar} />
        ))}
      </div>
      {shown.removed.length > 0 && (
        <details className={panel.row}>
          <summary>
            <span>{t("skills.removed", { count: shown.removed.length })}</span>
          </summary>
          <div>
            {shown.removed.map((one) => (
              <Removed key={one.id} text={one} />
            ))}
          </div>
        </details>
      )}
    </Section>
  );
}

interface RowProps extends Props {
  text: OwnText;
}

function OwnSentence({ text, skill, shown, grammar }: RowProps) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<OwnText | null>(null);
  const [history, setHistory] = useState(false);
  const changed = useTextsChanged(skill.id);
  const remove = useMutation({
    mutationFn: () =>
      request<OwnText>("PATCH", skillAddress(skill.id, "sentences", text.id), {
        removed: true,
        was: { version: text.version },
      }),
    onSuccess: async () => {
      notifications.show({ message: t("skills.sentenceRemoved", { text: text.text }) });
      await changed();
    },
    onError: (error) => {
      notDone(error);
      void changed();
    },
  });
  if (edited) {
    return (
      <div className={panel.sunken}>
        <SentenceEditor
          skill={skill.id}
          language={text.language}
          intents={shown.intents}
          known={edited}
          latest={text}
          onDone={() => setEdited(null)}
        />
      </div>
    );
  }
  return (
    <div className={styles.own} data-testid="own-sentence">
      <div className={styles.ownText}>
        <span className={styles.quote} lang={text.language}>
          {text.text}
        </span>
        <Text size="sm" c="dimmed">
          {[text.key, meaningText(text.meaning), text.by].filter(Boolean).join(" · ")}
        </Text>
        {text.fault && (
          <Text size="sm" c="red">
            {text.fault}
          </Text>
        )}
      </div>
      <ForceMark force={forceOf(text, grammar, skill.enabled)} />
      <Group gap={4}>
        <Act label={t("skills.edit", { text: text.text })} onClick={() => setEdited(text)}>
          <IconPencil size={18} aria-hidden />
        </Act>
        <Act label={t("skills.historyOf", { text: text.text })} onClick={() => setHistory(true)}>
          <IconHistory size={18} aria-hidden />
        </Act>
        <Act
          label={t("skills.remove", { text: text.text })}
          busy={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconTrash size={18} aria-hidden />
        </Act>
      </Group>
      <HistoryDialog text={text} opened={history} onClose={() => setHistory(false)} />
    </div>
  );
}

function Removed({ text }: { text: OwnText }) {
  const { t } = useTranslation();
  const [history, setHistory] = useState(false);
  return (
    <div className={styles.own}>
      <Text size="sm" className={styles.ownText}>
        {text.key}
      </Text>
      <Button
        size="xs"
        variant="light"
        data-testid="removed-history"
        onClick={() => setHistory(true)}
      >
        {t("skills.history")}
      </Button>
      <HistoryDialog text={text} opened={history} onClose={() => setHistory(false)} />
    </div>
  );
}

interface ActProps {
  label: string;
  busy?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

function Act({ label, busy = false, onClick, children }: ActProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" size="lg" aria-label={label} loading={busy} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
