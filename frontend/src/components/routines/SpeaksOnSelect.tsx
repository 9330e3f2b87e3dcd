import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useSatelliteGroups } from "../../api/satelliteGroups";
import type { KnownSatellite } from "../../api/satelliteList";
import { chosenGroup, groupChoice, offered } from "../../schedules/ringsOn";

interface Props {
  satellites: readonly KnownSatellite[];
  /** A satellite by its id, or `group:<id>`; blank: none. */
  value: string;
  label: string;
  description?: string;
  /** What none of them means. */
  nowhere: string;
  /** The label is for screen readers only, and nothing is shown while there is nothing to choose. */
  hidden?: boolean;
  onChange: (place: string) => void;
}

/** Chooses the satellite or the group of satellites that speaks. */
export function SpeaksOnSelect({
  satellites,
  value,
  label,
  description,
  nowhere,
  hidden = false,
  onChange,
}: Props) {
  const { t } = useTranslation();
  const group = chosenGroup([value]);
  const groups = (useSatelliteGroups().data ?? [])
    .filter(({ id, satellite_ids: ids }) => ids.length > 0 || id === group)
    .map(({ id, name }) => ({ value: groupChoice(id), label: name }));
  const single = offered(satellites, [value]).map(({ id, name }) => ({ value: id, label: name }));
  const known = [...groups, ...single].some((one) => one.value === value);
  const gone = value === "" || known ? [] : [{ value, label: t("announce.gone") }];
  if (hidden && groups.length + single.length + gone.length === 0) {
    return null;
  }
  const sections = [
    { group: t("satellites.groups.title"), items: groups },
    { group: t("satellites.title"), items: [...single, ...gone] },
  ].filter(({ items }) => items.length > 0);
  return (
    <NativeSelect
      mt={hidden ? 8 : undefined}
      label={hidden ? undefined : label}
      aria-label={hidden ? label : undefined}
      description={description}
      value={value}
      data={[{ value: "", label: nowhere }, ...sections]}
      data-testid="speaks-on"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
