import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { CopyField } from "../panel/CopyField";

interface Props {
  opened: boolean;
  title: string;
  help: ReactNode;
  label: string;
  value: string;
  onClose: () => void;
}

/** Something that is shown only now. */
export function SecretOnce({ opened, title, help, label, value, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      radius="lg"
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("people.close") }}
    >
      <Stack gap="md">
        <Text size="sm">{help}</Text>
        <CopyField label={label} value={value} testId="secret-once" />
        <Group justify="flex-end">
          <Button onClick={onClose} data-testid="secret-done">
            {t("people.done")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
