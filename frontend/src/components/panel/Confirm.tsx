import { Button, Group, Modal, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  opened: boolean;
  title: string;
  text: ReactNode;
  /** What the button says that goes on. */
  action: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ opened, title, text, action, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      radius="lg"
      closeButtonProps={{ "aria-label": t("panel.cancel") }}
    >
      <Text component="div">{text}</Text>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("panel.cancel")}
        </Button>
        <Button onClick={onConfirm} data-testid="confirm">
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
