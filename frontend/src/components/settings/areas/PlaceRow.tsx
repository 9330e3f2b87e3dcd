import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useEntities } from "../../../api/home";
import type { FloorDetails, PlaceKind } from "../../../api/places";
import type { Area } from "../../../api/types";
import styles from "./Areas.module.css";

interface Props {
  place: Area | FloorDetails;
  kind: PlaceKind;
  onEdit: () => void;
  onRemove: () => void;
}

/** One floor or room: what it is called, how much is in it, and what can be done. */
export function PlaceRow({ place, kind, onEdit, onRemove }: Props) {
  const { t } = useTranslation();
  const entities = useEntities().data ?? [];
  const count = entities.filter(({ area_id }) => area_id === place.id).length;
  const about = [
    ...(place.aliases.length > 0 ? [t("areas.also", { names: place.aliases.join(", ") })] : []),
    ...(kind === "areas" ? [t("areas.count", { count })] : []),
  ];
  return (
    <div className={styles.place} data-testid={kind === "areas" ? "area" : "floor"}>
      <div className={styles.about}>
        <span className={kind === "floors" ? styles.floorName : styles.name}>{place.name}</span>
        {about.length > 0 && <span className={styles.hint}>{about.join(" · ")}</span>}
      </div>
      <Tooltip label={t("areas.edit", { name: place.name })}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t("areas.edit", { name: place.name })}
          onClick={onEdit}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t("areas.remove", { name: place.name })}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t("areas.remove", { name: place.name })}
          onClick={onRemove}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
