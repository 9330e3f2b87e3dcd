import { Button, Group, Modal, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import { type OwnText, skillAddress, useTextHistory, useTextsChanged } from "../../api/skills";
import { SaveRefusal } from "../panel/SaveRefusal";
import { Trouble } from "../panel/Trouble";
import { When } from "../panel/When";
import styles from "./skills.module.css";

interface Props {
  text: OwnText;
  opened: boolean;
  onClose: () => void;
}

/** Everything a text ever was; each version can become the newest again. */
export function HistoryDialog({ text, opened, onClose }: Props) {
  const { t } = useTranslation();
  const history = useTextHistory(text.skill, text.id, opened);
  const changed = useTextsChanged(text.skill);
  const restore = useMutation({
    mutationFn: ({ version, overwrite }: { version: number; overwrite?: boolean }) =>
      request<OwnText>("POST", skillAddress(text.skill, "texts", text.id, "restore"), {
        version,
        was: overwrite === true ? null : { version: history.data?.[0]?.version ?? text.version },
      }),
    onSuccess: async () => {
      await changed();
      onClose();
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("skills.history")}
      centered
      radius="lg"
      size="lg"
      closeButtonProps={{ "aria-label": t("panel.cancel") }}
    >
      <Stack gap="sm" data-testid="text-history">
        {history.isPending && <Skeleton height={90} radius={16} aria-busy="true" />}
        <Trouble error={history.error} title={t("skills.historyFailed")} />
        <SaveRefusal
          error={restore.error}
          onTheirs={() => {
            restore.reset();
            void history.refetch();
          }}
        />
        {history.data?.map((one, index) => (
          <div key={one.version} className={styles.own} data-testid="text-version">
            <div className={styles.ownText} lang={one.language}>
              <Versioned text={one} />
              <Text size="sm" c="dimmed" lang={document.documentElement.lang}>
                <When at={one.at} />
                {one.by && ` · ${one.by}`}
              </Text>
            </div>
            {index === 0 ? (
              <Text size="sm">{t("skills.newest")}</Text>
            ) : (
              <Button
                size="xs"
                variant="light"
                loading={restore.isPending && restore.variables.version === one.version}
                disabled={restore.isPending}
                data-testid="text-restore"
                onClick={() => restore.mutate({ version: one.version })}
              >
                {t("skills.restore")}
              </Button>
            )}
          </div>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("skills.close")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Versioned({ text }: { text: OwnText }) {
  const { t } = useTranslation();
  if (text.removed) {
    return <em>{t(text.kind === "sentence" ? "skills.wasRemoved" : "skills.wasReset")}</em>;
  }
  const lines = text.kind === "sentence" ? [text.text] : Object.values(text.forms).flat();
  return lines.map((line) => (
    <p key={line} className={styles.says}>
      {line}
    </p>
  ));
}
