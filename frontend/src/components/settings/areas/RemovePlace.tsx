import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { request } from "../../../api/client";
import { useAreas, useEntities } from "../../../api/home";
import { useRemovePlace } from "../../../api/places";
import type { Schemas } from "../../../api/types";
import { Confirm } from "../../panel/Confirm";
import { Trouble } from "../../panel/Trouble";
import styles from "./Areas.module.css";
import type { EditedPlace } from "./PlaceDialog";

const MOST_NAMED = 12;

interface Props {
  leaving: EditedPlace;
  onClose: () => void;
}

/** Asks before a floor or a room is deleted, and names what will lose its place. */
export function RemovePlace({ leaving: { kind, place }, onClose }: Props) {
  const { t } = useTranslation();
  const remove = useRemovePlace(kind);
  const entities = useEntities().data ?? [];
  const areas = useAreas().data ?? [];
  const satellites = useQuery({
    queryKey: ["satellites"],
    queryFn: () => request<Schemas["SatelliteModel"][]>("GET", "/api/satellites"),
  }).data;
  if (place === null) {
    return null;
  }
  const lost =
    kind === "areas"
      ? [...entities, ...(satellites ?? [])].filter(({ area_id }) => area_id === place.id)
      : areas.filter(({ floor_id }) => floor_id === place.id);
  return (
    <Confirm
      opened
      title={t("areas.removeTitle", { name: place.name })}
      text={
        <>
          {lost.length === 0
            ? t("areas.nothingLost")
            : t(kind === "areas" ? "areas.lostArea" : "areas.lostFloor", { count: lost.length })}
          <ul className={styles.lost} data-testid="lost">
            {lost.slice(0, MOST_NAMED).map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
            {lost.length > MOST_NAMED && (
              <li>{t("areas.more", { count: lost.length - MOST_NAMED })}</li>
            )}
          </ul>
          <Trouble error={remove.error} title={t("areas.notRemoved")} />
        </>
      }
      action={t("areas.removeAction")}
      onConfirm={() => remove.mutate(place.id, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
