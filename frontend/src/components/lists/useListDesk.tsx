import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";

import { type ListOrder, useOrderList, useUndoList } from "../../api/lists";
import { isSignedOut } from "../../api/problem";
import { notDone } from "../panel/notDone";

/** What a list's page can order. */
export interface ListDesk {
  order: (order: ListOrder, onRefused?: () => void) => void;
  /** The same, with a note that offers to take it back. */
  undoable: (order: ListOrder, told: string) => void;
}

const OFFERED_MS = 10_000;

/** Carry out what people order, say why something did not work, and offer to take things back. */
export function useListDesk(): ListDesk {
  const { t } = useTranslation();
  const refused = (error: unknown) => {
    if (!isSignedOut(error)) {
      notDone(error, t("lists.failed"));
    }
  };
  const orders = useOrderList(refused);
  const undo = useUndoList(refused);
  const offer = (told: string, change: number) => {
    const id = `list-${change}`;
    notifications.show({
      id,
      autoClose: OFFERED_MS,
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {told}
          </Text>
          <Button
            size="compact-md"
            variant="light"
            data-testid="list-undo"
            onClick={() => {
              notifications.hide(id);
              undo.mutate(change);
            }}
          >
            {t("lists.undo")}
          </Button>
        </Group>
      ),
    });
  };
  return {
    order: (order, onRefused) =>
      orders.mutate(order, onRefused ? { onError: () => onRefused() } : {}),
    undoable: (order, told) =>
      orders.mutate(order, {
        onSuccess: ({ change }) => {
          if (change !== null) {
            offer(told, change);
          }
        },
      }),
  };
}
