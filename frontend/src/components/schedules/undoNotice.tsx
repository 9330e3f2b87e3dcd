import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";

const KEEP_MS = 12_000;

/** Tell what was done, with the button that takes it back. */
export function undoNotice(message: string, label: string, onUndo: () => void): void {
  const id = notifications.show({
    autoClose: KEEP_MS,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {message}
        </Text>
        <Button
          size="compact-sm"
          variant="light"
          style={{ flex: "none" }}
          data-testid="undo"
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
        >
          {label}
        </Button>
      </Group>
    ),
  });
}
