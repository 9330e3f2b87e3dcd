import { Button, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCheck, IconCopy, IconDownload, IconTrash } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";

import { type RunDetail, runAddress, useForget } from "../../api/history";
import { Confirm } from "../panel/Confirm";
import { copyText } from "../panel/copyText";
import { download } from "../panel/download";
import { Section } from "../panel/Section";
import { notDone } from "../panel/notDone";
import styles from "./RunView.module.css";

/** All of it as data, to copy or save; and the way to delete it. */
export function RawCard({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [copied, setCopied] = useState(false);
  const [asking, ask] = useDisclosure(false);
  const forget = useForget(runAddress(run.run_id));
  const details = useRef<HTMLDetailsElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const json = JSON.stringify(run, null, 2);
  const copy = () => {
    if (details.current) {
      details.current.open = true; // what is hidden cannot be selected
    }
    void copyText(json, field.current).then(setCopied);
  };
  const remove = () => {
    ask.close();
    forget.mutate(undefined, {
      onSuccess: () => void navigate({ pathname: "/history", search: search.toString() }),
      onError: (error) => notDone(error, t("history.notDeleted")),
    });
  };
  return (
    <Section title={t("history.raw.title")} testId="run-raw">
      <div className={styles.buttons}>
        <Button
          size="xs"
          variant="default"
          leftSection={
            copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
          }
          onClick={copy}
          data-testid="run-copy"
        >
          {copied ? t("panel.copied") : t("history.raw.copy")}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => download(`ova-run-${run.run_id}.json`, json)}
          data-testid="run-download"
        >
          {t("history.raw.download")}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          loading={forget.isPending}
          onClick={ask.open}
          data-testid="run-delete"
        >
          {t("history.delete")}
        </Button>
      </div>
      <details className={styles.more} ref={details}>
        <summary>{t("history.raw.look")}</summary>
        <Textarea
          ref={field}
          readOnly
          rows={16}
          value={json}
          aria-label={t("history.raw.title")}
          classNames={{ input: styles.code }}
          data-testid="run-json"
        />
      </details>
      <Confirm
        opened={asking}
        title={t("history.deleteTitle")}
        text={t("history.deleteText")}
        action={t("history.delete")}
        onConfirm={remove}
        onClose={ask.close}
      />
    </Section>
  );
}
