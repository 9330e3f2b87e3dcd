import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";

import styles from "./VirtualRows.module.css";

interface Props<Item> {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  /** Height of a row in pixels. */
  height: number;
  /** How many are drawn beyond those in sight. */
  ahead: number;
  label: string;
  className: string | undefined;
  rowClassName: string | undefined;
  rowTestId: string;
  children: (item: Item) => ReactNode;
}

/** Rows of one height, thousands if need be: only those in sight are drawn. */
export function VirtualRows<Item>({
  items,
  keyOf,
  height,
  ahead,
  label,
  className = "",
  rowClassName = "",
  rowTestId,
  children,
}: Props<Item>) {
  const box = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here relies on memoised rows
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: ahead,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
  });
  return (
    <div
      ref={box}
      className={`${styles.box} ${className}`}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
      tabIndex={0}
      role="group"
      aria-label={label}
    >
      <ul className={styles.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index];
          return (
            item !== undefined && (
              <li
                key={key}
                className={`${styles.line} ${rowClassName}`}
                style={{ height, transform: `translateY(${start}px)` }}
                aria-setsize={items.length}
                aria-posinset={index + 1}
                data-testid={rowTestId}
                data-key={keyOf(item)}
              >
                {children(item)}
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
