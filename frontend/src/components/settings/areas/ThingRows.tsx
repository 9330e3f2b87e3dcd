import { ActionIcon, Checkbox } from "@mantine/core";
import { IconEyeOff, IconPencil } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Area, Entity } from "../../../api/types";
import { VirtualRows } from "../../panel/VirtualRows";
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
  const names = useMemo(() => new Map(areas.map(({ id, name }) => [id, name])), [areas]);
  return (
    <VirtualRows
      items={things}
      keyOf={({ id }) => id}
      height={ROW_PX}
      ahead={AHEAD}
      label={t("areas.things")}
      className={styles.box}
      rowClassName={styles.row}
      rowTestId="thing"
    >
      {(thing) => {
        const about = [
          names.get(thing.area_id ?? "") ?? t("areas.noArea"),
          ...(thing.aliases.length > 0
            ? [t("areas.also", { names: thing.aliases.join(", ") })]
            : []),
        ];
        return (
          <>
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
          </>
        );
      }}
    </VirtualRows>
  );
}
