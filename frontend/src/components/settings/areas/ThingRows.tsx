import { ActionIcon, Checkbox } from "@mantine/core";
import { IconEyeOff, IconPencil } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Area, Entity } from "../../../api/types";
import styles from "./ThingRows.module.css";

const ROW_PX = 64;
const AHEAD = 10;

interface Props {
  things: readonly Entity[];
  areas: readonly Area[];
  chosen: ReadonlySet<string>;
  onChoose: (id: string) => void;
  onEdit: (thing: Entity) => void;
}

/** Things in rows, thousands if need be: only those in sight are drawn. */
export function ThingRows({ things, areas, chosen, onChoose, onEdit }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const names = useMemo(() => new Map(areas.map(({ id, name }) => [id, name])), [areas]);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here relies on memoised rows
  const rows = useVirtualizer({
    count: things.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: AHEAD,
    getItemKey: (index) => things[index]?.id ?? index,
  });
  return (
    <div
      ref={box}
      className={styles.box}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
      tabIndex={0}
      role="group"
      aria-label={t("areas.things")}
    >
      <ul className={styles.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const thing = things[index];
          if (!thing) {
            return null;
          }
          const about = [
            names.get(thing.area_id ?? "") ?? t("areas.noArea"),
            ...(thing.aliases.length > 0
              ? [t("areas.also", { names: thing.aliases.join(", ") })]
              : []),
          ];
          return (
            <li
              key={key}
              className={styles.row}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={things.length}
              aria-posinset={index + 1}
              data-testid="thing"
              data-id={thing.id}
            >
              <Checkbox
                className={styles.check}
                classNames={{
                  body: styles.body ?? "",
                  label: styles.name ?? "",
                  labelWrapper: styles.words ?? "",
                }}
                label={thing.name}
                description={about.join(" · ")}
                checked={chosen.has(thing.id)}
                onChange={() => onChoose(thing.id)}
              />
              {!thing.exposed && (
                <span className={styles.hidden} title={t("areas.voice.hidden")}>
                  <IconEyeOff size={18} aria-label={t("areas.voice.hidden")} role="img" />
                </span>
              )}
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t("areas.edit", { name: thing.name })}
                onClick={() => onEdit(thing)}
              >
                <IconPencil size={18} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
