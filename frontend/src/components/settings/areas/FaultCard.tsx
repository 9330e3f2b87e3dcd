import { Button } from "@mantine/core";
import { IconAlertTriangle, IconExclamationCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import {
  type NamedThing,
  type NameFault,
  seenOf,
  useChangeEntities,
} from "../../../api/entityChanges";
import { useChangePlace } from "../../../api/places";
import type { Area, Entity } from "../../../api/types";
import { SaveRefusal } from "../../panel/SaveRefusal";
import styles from "./Areas.module.css";
import { type Cure, curesOf } from "./cures";

const KINDS = [
  "same_name",
  "same_name_elsewhere",
  "same_name_floors",
  "like_place",
  "same_place",
  "sounds_alike",
  "unspeakable",
  "hard_to_say",
  "command",
  "elsewhere",
] as const;

interface Props {
  fault: NameFault;
  areas: readonly Area[];
  entities: readonly Entity[];
  onEdit: (thing: NamedThing) => void;
}

/** One fault of names in words, and what mends it. */
export function FaultCard({ fault, areas, entities, onEdit }: Props) {
  const { t } = useTranslation();
  const changeEntity = useChangeEntities();
  const changeArea = useChangePlace("areas");
  const changeFloor = useChangePlace("floors");
  const kind = KINDS.find((one) => one === fault.kind) ?? "command";
  const Icon = fault.severity === "error" ? IconExclamationCircle : IconAlertTriangle;
  const cure = (thing: NamedThing, { change }: Cure) => {
    if (thing.kind === "entity") {
      const entity = entities.find(({ id }) => id === thing.id);
      const was = entity && seenOf(entity, change);
      changeEntity.mutate([{ id: thing.id, ...change, ...(was ? { was } : {}) }]);
    } else {
      const place = thing.kind === "area" ? changeArea : changeFloor;
      const { aliases } = change;
      if (aliases) {
        place.mutate({ id: thing.id, change: { aliases }, was: { aliases: thing.aliases } });
      }
    }
  };
  const label = (one: Cure) => {
    switch (one.kind) {
      case "hide":
        return t("areas.hide");
      case "move":
        return t("areas.moveTo", { name: one.place });
      case "rename":
        return t("areas.callIt", { name: one.name });
      case "removeAlias":
        return t("areas.removeAlias", { name: one.alias });
    }
  };
  return (
    <article className={styles.fault} data-severity={fault.severity} data-testid="name-fault">
      <h2 className={styles.faultTitle}>
        <Icon size={20} aria-hidden />
        {t(`areas.fault.${kind}.title`, { text: fault.text, other: fault.other })}
      </h2>
      <p className={styles.hint}>{t(`areas.fault.${kind}.help`, { text: fault.text })}</p>
      <ul className={styles.culprits}>
        {fault.things.map((thing) => {
          const place = areas.find(({ id }) => id === thing.area_id)?.name;
          return (
            <li key={`${thing.kind} ${thing.id}`}>
              <span className={styles.about}>
                <span className={styles.name}>{thing.name}</span>
                <span className={styles.hint}>
                  {thing.kind === "entity"
                    ? (place ?? t("areas.noArea"))
                    : t(thing.kind === "area" ? "areas.area" : "areas.floor")}
                </span>
              </span>
              <span className={styles.cures}>
                {curesOf(fault, thing, areas).map((one) => (
                  <Button
                    key={one.kind}
                    size="compact-sm"
                    variant="light"
                    onClick={() => cure(thing, one)}
                    data-cure={one.kind}
                  >
                    {label(one)}
                  </Button>
                ))}
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t("areas.edit", { name: thing.name })}
                  onClick={() => onEdit(thing)}
                >
                  {t("areas.change")}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
      <SaveRefusal error={changeEntity.error ?? changeArea.error ?? changeFloor.error} />
    </article>
  );
}
