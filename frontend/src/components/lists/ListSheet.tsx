import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconEraser, IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { ListItem, SharedList } from "../../api/lists";
import { moveOf } from "../../lists/changes";
import { SortableList } from "../sortable/SortableList";
import { AddItems } from "./AddItems";
import { ItemRow } from "./ItemRow";
import styles from "./lists.module.css";
import type { ListDesk } from "./useListDesk";

interface Props {
  list: SharedList;
  desk: ListDesk;
  /** Whether the list itself may be changed, not just what stands on it. */
  mayEdit: boolean;
  onEdit: () => void;
  onDelete: () => void;
}

/** One list: what is open, in an order people set, and what is done. */
export function ListSheet({ list, desk, mayEdit, onEdit, onDelete }: Props) {
  const { t } = useTranslation();
  const open = list.items.filter(({ done }) => !done);
  const done = list.items.filter((item) => item.done);
  const at = { list: list.id };
  const row = (item: ListItem) => (
    <ItemRow
      item={item}
      onTick={(ticked) => desk.order({ ...at, do: "tick", item: item.id, done: ticked })}
      onRename={(text) => desk.order({ ...at, do: "rename", item, text })}
      onRemove={() =>
        desk.undoable(
          { ...at, do: "remove", item: item.id },
          t("lists.removed", { name: item.text }),
        )
      }
    />
  );
  return (
    <section className={styles.sheet} aria-label={list.name} data-testid="list-sheet">
      <div className={styles.head}>
        <h2 className={styles.title}>{list.name}</h2>
        {mayEdit && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={44}
                aria-label={t("lists.more", { name: list.name })}
                data-testid="list-menu"
              >
                <IconDots size={20} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
                {t("lists.edit")}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconEraser size={16} aria-hidden />}
                disabled={list.items.length === 0}
                onClick={() =>
                  desk.undoable(
                    { ...at, do: "clear", doneOnly: false },
                    t("lists.cleared", { name: list.name }),
                  )
                }
              >
                {t("lists.clear")}
              </Menu.Item>
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={onDelete}
              >
                {t("lists.delete")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <AddItems
        key={list.id}
        list={list}
        onAdd={(texts, refused) => desk.order({ ...at, do: "add", texts }, refused)}
      />
      <SortableList
        items={open}
        label={t("lists.open", { name: list.name })}
        nameOf={({ text }) => text}
        onChange={(order) => {
          const move = moveOf(open, order);
          if (move) {
            desk.order({ ...at, do: "move", item: move.item, before: move.before });
          }
        }}
      >
        {row}
      </SortableList>
      {open.length === 0 && (
        <p className={styles.nothing}>
          {t(done.length > 0 ? "lists.allDone" : `lists.nothing_${list.kind}`)}
        </p>
      )}
      {done.length > 0 && (
        <>
          <div className={styles.doneHead}>
            <h3 className={styles.doneTitle}>{t("lists.done", { count: done.length })}</h3>
            <Button
              size="compact-md"
              variant="subtle"
              onClick={() =>
                desk.undoable(
                  { ...at, do: "clear", doneOnly: true },
                  t("lists.clearedDone", { count: done.length }),
                )
              }
              data-testid="list-clear-done"
            >
              {t("lists.clearDone")}
            </Button>
          </div>
          <ul className={styles.doneList}>
            {done.map((item) => (
              <li key={item.id}>{row(item)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
