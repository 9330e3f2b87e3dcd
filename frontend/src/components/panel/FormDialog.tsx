import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { SaveRefusal } from "./SaveRefusal";

interface Props {
  opened: boolean;
  title: string;
  /** What the button says that saves. */
  action: string;
  busy?: boolean;
  /** Why it was not saved; what was typed stays. */
  error?: unknown;
  /** Save over what somebody else changed meanwhile. */
  onOverwrite?: () => void;
  /** Show what somebody else changed instead. */
  onTheirs?: () => void;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A short form in a dialog: Enter saves, Escape leaves, a refusal keeps what was typed. */
export function FormDialog({
  opened,
  title,
  action,
  busy = false,
  error,
  onOverwrite,
  onTheirs,
  onSubmit,
  onClose,
  children,
}: Props) {
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
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Stack gap="md">
          {children}
          <SaveRefusal error={error} onOverwrite={onOverwrite} onTheirs={onTheirs} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("panel.cancel")}
            </Button>
            <Button type="submit" loading={busy} data-testid="dialog-submit">
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
