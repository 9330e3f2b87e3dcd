import { Chip, Input } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { KnownSatellite } from "../../api/satelliteList";
import type { Area } from "../../api/types";
import { offered, ringRooms, toggledAll } from "../../schedules/ringsOn";
import styles from "./RingsOnField.module.css";

interface Props {
  satellites: readonly KnownSatellite[];
  areas: readonly Area[];
  /** Ids of the chosen satellites; none: everywhere. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Chooses where something rings: everywhere, on satellites, or on all of a room. */
export function RingsOnField({ satellites, areas, value, onChange }: Props) {
  const { t } = useTranslation();
  const known = offered(satellites, value);
  const gone = value.filter((id) => !known.some((one) => one.id === id));
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
        {ringRooms(known, areas).map(({ id, name, ids }) =>
          chip(
            `area:${id}`,
            t("schedules.allOfRoom", { room: name }),
            ids.every((one) => value.includes(one)),
            toggledAll(value, ids),
          ),
        )}
        {known.map(({ id, name }) => chip(id, name, value.includes(id), toggledAll(value, [id])))}
        {gone.map((id) => chip(id, t("announce.gone"), true, toggledAll(value, [id])))}
      </div>
    </Input.Wrapper>
  );
}
