import { Button, Group, Modal, Skeleton, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import { type ImportPreview, skillAddress, skillKey, useTextsChanged } from "../../api/skills";
import { SaveRefusal } from "../panel/SaveRefusal";
import { Trouble } from "../panel/Trouble";
import { FaultList } from "./FaultList";
import styles from "./skills.module.css";

interface Props {
  skill: string;
  /** The file's. */
  name: string;
  yaml: string;
  onClose: () => void;
}

/** Shows what a file would change, then takes it in: all or nothing. */
export function ImportDialog({ skill, name, yaml, onClose }: Props) {
  const { t } = useTranslation();
  const changed = useTextsChanged(skill);
  const preview = useQuery({
    queryKey: skillKey(skill, "import", yaml),
    queryFn: () =>
      request<ImportPreview>("POST", `${skillAddress(skill, "texts")}/preview`, { yaml }),
    staleTime: 0,
    gcTime: 0,
  });
  const take = useMutation({
    mutationFn: () =>
      request<ImportPreview>("POST", `${skillAddress(skill, "texts")}/import`, {
        yaml,
        was: { seq: preview.data?.seq ?? 0 },
      }),
    onSuccess: async () => {
      notifications.show({ message: t("skills.imported") });
      await changed();
      onClose();
    },
  });
  const items = preview.data?.items ?? [];
  const news = items.filter(({ change }) => change !== "same");
  const faulty =
    (preview.data?.faults.length ?? 0) + items.filter((one) => one.faults.length).length;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("skills.importTitle", { name })}
      centered
      radius="lg"
      size="lg"
      closeButtonProps={{ "aria-label": t("panel.cancel") }}
    >
      <Stack gap="sm" data-testid="import-preview">
        {preview.isPending && <Skeleton height={120} radius={16} aria-busy="true" />}
        <Trouble error={preview.error} title={t("skills.importFailed")} />
        {preview.data && <FaultList faults={preview.data.faults} />}
        {preview.data && faulty === 0 && (
          <Text size="sm" role="status">
            {news.length === 0
              ? t("skills.importNothing")
              : t("skills.importCount", { count: news.length })}
          </Text>
        )}
        {items
          .filter(({ change, faults }) => change !== "same" || faults.length > 0)
          .map((one, index) => (
            <div key={`${one.key} ${index}`} className={styles.sentence} data-testid="import-item">
              <span className={styles.quote} lang={one.language}>
                {one.kind === "sentence" ? one.text : Object.values(one.forms).flat().join(" | ")}
              </span>
              <Text size="sm" c="dimmed">
                {[
                  one.language,
                  one.key,
                  t(`skills.change.${one.change}`),
                  one.taken ? t("skills.importTaken") : "",
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
              <FaultList faults={one.faults} text={one.text} />
            </div>
          ))}
        <SaveRefusal
          error={take.error}
          onTheirs={() => {
            take.reset();
            void preview.refetch();
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("panel.cancel")}
          </Button>
          <Button
            disabled={faulty > 0 || news.length === 0}
            loading={take.isPending}
            data-testid="import-confirm"
            onClick={() => take.mutate()}
          >
            {t("skills.importDo")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
