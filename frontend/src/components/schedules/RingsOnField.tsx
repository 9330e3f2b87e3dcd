import { Chip, Input } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { KnownSatellite } from "../../api/satelliteList";
import { usePlaceFloors } from "../../api/places";
import { useSatelliteGroups } from "../../api/satelliteGroups";
import type { Area } from "../../api/types";
import {
  chosenGroup,
  groupChoice,
  offered,
  ringFloors,
  ringRooms,
  toggledAll,
} from "../../schedules/ringsOn";
import styles from "./RingsOnField.module.css";

const NOTHING: readonly never[] = [];

interface Props {
  satellites: readonly KnownSatellite[];
  areas: readonly Area[];
  /** Ids of the chosen satellites, or one group; none: everywhere. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Chooses where something rings: everywhere, on a group, or on satellites, one by one, by room or by floor. */
export function RingsOnField({ satellites, areas, value, onChange }: Props) {
  const { t } = useTranslation();
  const groups = useSatelliteGroups().data ?? NOTHING;
  const floors = usePlaceFloors().data ?? NOTHING;
  const known = offered(satellites, value);
  const group = chosenGroup(value);
  const single = group === null ? value : NOTHING;
  const gone = single.filter((id) => !known.some((one) => one.id === id));
  const chip = (key: string, name: string, checked: boolean, next: string[]) => (
    <Chip
      key={key}
      size="sm"
      checked={checked}
      classNames={{ label: styles.chip }}
      onChange={() => onChange(next)}
      data-testid="rings-on"
    >
      {name}
    </Chip>
  );
  return (
    <Input.Wrapper label={t("schedules.rings")} labelElement="div">
      <div className={styles.chips} role="group" aria-label={t("schedules.rings")}>
        {chip("", t("schedules.everywhere"), value.length === 0, [])}
        {groups
          .filter(({ id, satellite_ids: ids }) => ids.length > 0 || id === group)
          .map(({ id, name }) =>
            chip(groupChoice(id), name, id === group, id === group ? [] : [groupChoice(id)]),
          )}
        {[...ringFloors(known, areas, floors), ...ringRooms(known, areas)].map(
          ({ id, name, ids }) =>
            chip(
              `place:${id}`,
              t("schedules.allOfRoom", { room: name }),
              ids.every((one) => single.includes(one)),
              toggledAll(value, ids),
            ),
        )}
        {known.map(({ id, name }) => chip(id, name, value.includes(id), toggledAll(value, [id])))}
        {gone.map((id) => chip(id, t("announce.gone"), true, toggledAll(value, [id])))}
      </div>
    </Input.Wrapper>
  );
}
