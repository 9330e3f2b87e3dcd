import { Button, Group, Modal, Skeleton, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useReports, useTakeBack } from "../../api/history";
import { Trouble } from "../panel/Trouble";
import { When } from "../panel/When";

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** What was reported as no command, to be taken back. */
export function ReportsDialog({ opened, onClose }: Props) {
  const { t } = useTranslation();
  const reports = useReports(opened);
  const takeBack = useTakeBack();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("history.reports.title")}
      centered
      radius="lg"
      closeButtonProps={{ "aria-label": t("panel.cancel") }}
    >
      <Text c="dimmed" mb="md">
        {t("history.reports.help")}
      </Text>
      {reports.isPending && <Skeleton height={60} radius={14} aria-busy="true" />}
      <Trouble error={reports.error ?? takeBack.error} title={t("history.failed")} />
      {reports.data?.length === 0 && <Text>{t("history.reports.none")}</Text>}
      {reports.data?.map((report) => (
        <Group key={report.id} justify="space-between" wrap="nowrap" py={6}>
          <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
            <Text fw={550}>{t("skills.quoted", { text: report.text })}</Text>
            <Text size="sm" c="dimmed">
              <When at={report.created_at} />
            </Text>
          </div>
          <Button
            size="xs"
            variant="light"
            flex="none"
            loading={takeBack.isPending && takeBack.variables === report.id}
            onClick={() => takeBack.mutate(report.id)}
            aria-label={t("history.reports.takeBackOne", { text: report.text })}
          >
            {t("history.cure.undo")}
          </Button>
        </Group>
      ))}
    </Modal>
  );
}
