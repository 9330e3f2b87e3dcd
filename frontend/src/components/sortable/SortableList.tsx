import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { moved, placeAt } from "./order";
import styles from "./SortableList.module.css";

interface Props<T extends { id: string }> {
  items: readonly T[];
  /** What the list is called. */
  label: string;
  /** What one is called, for those who do not see it. */
  nameOf: (item: T) => string;
  onChange: (items: T[]) => void;
  children: (item: T, index: number) => ReactNode;
}

/** A list people put in order by dragging, or with the arrow keys on a row's handle. */
export function SortableList<T extends { id: string }>({
  items,
  label,
  nameOf,
  onChange,
  children,
}: Props<T>) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const [held, setHeld] = useState<string | null>(null);
  const [dragged, setDragged] = useState<T[] | null>(null);
  const [told, setTold] = useState("");
  const shown = dragged ?? items;

  const tell = (order: readonly T[], id: string) => {
    const place = order.findIndex((one) => one.id === id);
    const item = order[place];
    if (item) {
      setTold(t("sortable.at", { name: nameOf(item), place: place + 1, count: order.length }));
    }
  };
  const step = (event: KeyboardEvent, index: number, id: string) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) {
      return;
    }
    event.preventDefault();
    const order = moved(items, index, index + by);
    onChange(order);
    tell(order, id);
  };
  const drag = (event: PointerEvent) => {
    if (held === null || !list.current) {
      return;
    }
    const rows = Array.from(list.current.children, (row) => row.getBoundingClientRect());
    const from = shown.findIndex((one) => one.id === held);
    const to = placeAt(event.clientY, rows);
    if (to !== from) {
      setDragged(moved(shown, from, to));
    }
  };
  const drop = () => {
    if (held !== null && dragged !== null) {
      onChange(dragged);
      tell(dragged, held);
    }
    setHeld(null);
    setDragged(null);
  };
  return (
    <>
      <ol ref={list} className={styles.list} aria-label={label}>
        {shown.map((item, index) => (
          <li
            key={item.id}
            className={styles.row}
            data-held={held === item.id || undefined}
            data-id={item.id}
            data-testid="sortable-row"
          >
            <ActionIcon
              className={styles.handle}
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t("sortable.move", { name: nameOf(item) })}
              onKeyDown={(event) => step(event, index, item.id)}
              onPointerDown={(event) => {
                if (event.button === 0) {
                  event.currentTarget.setPointerCapture(event.pointerId);
                  setHeld(item.id);
                }
              }}
              onPointerMove={drag}
              onPointerUp={drop}
              onPointerCancel={() => {
                setHeld(null);
                setDragged(null);
              }}
            >
              <IconGripVertical size={20} aria-hidden />
            </ActionIcon>
            <div className={styles.content}>{children(item, index)}</div>
          </li>
        ))}
      </ol>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
    </>
  );
}
