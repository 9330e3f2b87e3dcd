import { useElementSize } from "@mantine/hooks";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";

import type { FloorDetails } from "../../api/places";
import type { Area, Entity } from "../../api/types";
import { type HomeRow, homeRows, rowOf } from "../../home/homeRows";
import styles from "./HomeList.module.css";
import { HomeListRow } from "./HomeListRow";

const CARD_PX = 160;
const GAP_PX = 10;
const ROW_PX: Record<HomeRow["kind"], number> = { floor: 58, area: 46, cards: 124, empty: 66 };
const AHEAD = 5;

interface Props {
  floors: readonly FloorDetails[];
  areas: readonly Area[];
  /** Those to be laid out; how they are laid out does not depend on their states. */
  entities: readonly Entity[];
  /** The same, as they are now. */
  byId: ReadonlyMap<string, Entity>;
  here: string;
  withEmpty: boolean;
  onDetails: (id: string) => void;
  /** An entity to bring into sight. */
  shownId: string | null;
}

/** The rooms and what is in them, hundreds if need be: only what is in sight is drawn. */
export function HomeList({
  floors,
  areas,
  entities,
  byId,
  here,
  withEmpty,
  onDetails,
  shownId,
}: Props) {
  const { ref, width } = useElementSize();
  const columns = Math.max(2, Math.floor((width + GAP_PX) / (CARD_PX + GAP_PX)));
  const rows = useMemo(
    () => homeRows({ floors, areas, entities, here, columns, withEmpty }),
    [floors, areas, entities, here, columns, withEmpty],
  );
  const list = useRef<HTMLDivElement>(null);
  const top = useTop(list);
  const drawn = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => ROW_PX[rows[index]?.kind ?? "cards"],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: AHEAD,
    scrollMargin: top,
  });
  useShown(shownId, rows, (index) => drawn.scrollToIndex(index, { align: "center" }));
  return (
    <div ref={ref}>
      <div ref={list} className={styles.list} style={{ height: drawn.getTotalSize() }}>
        {width > 0 &&
          drawn.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            return (
              row && (
                <div
                  key={key}
                  ref={drawn.measureElement}
                  data-index={index}
                  className={styles.row}
                  style={{ transform: `translateY(${start - top}px)` }}
                >
                  <HomeListRow row={row} columns={columns} byId={byId} onDetails={onDetails} />
                </div>
              )
            );
          })}
      </div>
    </div>
  );
}

/** How far below the page's top an element begins; what stands above it may grow. */
function useTop(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      if (element.current) {
        setTop(Math.round(element.current.getBoundingClientRect().top + window.scrollY));
      }
    };
    measure();
    const watcher = new ResizeObserver(measure);
    const page = element.current?.closest("[data-home-page]");
    for (const block of page?.querySelectorAll("[data-above-list]") ?? []) {
      watcher.observe(block);
    }
    return () => watcher.disconnect();
  }, [element]);
  return top;
}

/** Bring an entity into sight, once for each that is asked for. */
function useShown(
  id: string | null,
  rows: readonly HomeRow[],
  scrollTo: (index: number) => void,
): void {
  const done = useRef<string | null>(null);
  useLayoutEffect(() => {
    const index = id === null ? -1 : rowOf(rows, id);
    if (id === null) {
      done.current = null;
    } else if (index >= 0 && done.current !== id) {
      done.current = id;
      scrollTo(index);
    }
  }, [id, rows, scrollTo]);
}
