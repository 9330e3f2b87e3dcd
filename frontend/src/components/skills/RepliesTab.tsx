import { Badge, Button, Group, Skeleton, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import {
  type OwnText,
  type Replies,
  skillAddress,
  type SkillReply,
  useReplies,
  useTextsChanged,
} from "../../api/skills";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import { notDone } from "../panel/notDone";
import { HistoryDialog } from "./HistoryDialog";
import { LanguageSelect } from "./LanguageSelect";
import { filledIn } from "./placeholders";
import { ReplyEditor } from "./ReplyEditor";
import styles from "./skills.module.css";
import type { SkillTabProps } from "./tabs";

/** Replies that are shown at once. */
const PAGE = 40;

/** What a skill says, as it came and in one's own words. */
export function RepliesTab({ skill }: SkillTabProps) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState("");
  const [words, setWords] = useState("");
  const [most, setMost] = useState(PAGE);
  const replies = useReplies(skill.id, language);
  if (!replies.data) {
    return replies.error ? (
      <Trouble
        error={replies.error}
        title={t("skills.unread")}
        onRetry={() => void replies.refetch()}
      />
    ) : (
      <Skeleton height={240} radius={20} aria-busy="true" />
    );
  }
  const told = replies.data;
  const found = told.replies.filter((one) => fits(one, words));
  return (
    <Section title={t("skills.tab.replies")} testId="replies">
      <p className={panel.dimmed}>{t("skills.repliesHelp")}</p>
      <div className={styles.tools}>
        <TextInput
          leftSection={<IconSearch size={18} aria-hidden />}
          label={t("skills.replySearch")}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <LanguageSelect value={told.language} languages={told.languages} onChange={setLanguage} />
      </div>
      {told.replies.length === 0 && <p className={panel.dimmed}>{t("skills.noReplies")}</p>}
      {told.replies.length > 0 && found.length === 0 && (
        <p className={panel.dimmed}>{t("skills.nothingFound")}</p>
      )}
      <div>
        {found.slice(0, most).map((one) => (
          <ReplyRow key={`${told.language} ${one.key}`} skill={skill.id} told={told} reply={one} />
        ))}
      </div>
      {found.length > most && (
        <Button size="xs" variant="default" onClick={() => setMost(most + PAGE)}>
          {t("skills.more")}
        </Button>
      )}
    </Section>
  );
}

interface RowProps {
  skill: string;
  told: Replies;
  reply: SkillReply;
}

function ReplyRow({ skill, told, reply }: RowProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const [history, setHistory] = useState(false);
  const changed = useTextsChanged(skill);
  const { key, own, shipped } = reply;
  const mine = own !== null && !own.removed;
  const reset = useMutation({
    mutationFn: () =>
      request<OwnText>("PATCH", skillAddress(skill, "replies", key), {
        language: told.language,
        forms: null,
        was: { version: own?.version ?? 0 },
      }),
    onError: (error) => notDone(error),
    onSettled: () => changed(),
  });
  return (
    <div className={styles.own} data-testid="reply" data-reply={key}>
      <div className={styles.ownText}>
        <div lang={told.language}>
          {Object.values(mine ? own.forms : shipped)
            .flat()
            .map((text) => (
              <p key={text} className={styles.says} title={text}>
                {filledIn(text, told.samples) || text}
              </p>
            ))}
        </div>
        <Group gap={8}>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {key}
          </Text>
          {mine && (
            <Badge size="sm" variant="light">
              {t("skills.mine")}
            </Badge>
          )}
        </Group>
      </div>
      {!editing && (
        <Group gap="xs">
          <Button
            size="xs"
            variant="light"
            aria-label={t("skills.edit", { text: key })}
            data-testid="reply-edit"
            onClick={() => setEditing(true)}
          >
            {t("skills.change.edit")}
          </Button>
          {mine && (
            <Button
              size="xs"
              variant="default"
              aria-label={t("skills.resetOf", { text: key })}
              loading={reset.isPending}
              data-testid="reply-reset"
              onClick={() => reset.mutate()}
            >
              {t("skills.reset")}
            </Button>
          )}
          {own && (
            <Button
              size="xs"
              variant="default"
              aria-label={t("skills.historyOf", { text: key })}
              onClick={() => setHistory(true)}
            >
              {t("skills.history")}
            </Button>
          )}
        </Group>
      )}
      {editing && (
        <div className={panel.sunken} style={{ flexBasis: "100%" }}>
          <ReplyEditor
            skill={skill}
            language={told.language}
            reply={reply}
            samples={told.samples}
            onDone={() => setEditing(false)}
          />
        </div>
      )}
      {own && <HistoryDialog text={own} opened={history} onClose={() => setHistory(false)} />}
    </div>
  );
}

function fits({ key, own, shipped }: SkillReply, words: string): boolean {
  const texts = Object.values(own && !own.removed ? own.forms : shipped).flat();
  const text = [key, ...texts].join(" ").toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.includes(word));
}
