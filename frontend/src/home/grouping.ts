import type { Area, Entity } from "../api/types";
import { tapAction } from "./tapAction";

export interface AreaGroup {
  /** `null`: what is in no area. */
  area: Area | null;
  entities: Entity[];
}

/** Order of the domains within an area: what is switched most comes first. */
const ORDER = [
  "light",
  "switch",
  "fan",
  "cover",
  "climate",
  "media_player",
  "lock",
  "vacuum",
  "binary_sensor",
  "sensor",
];

/** Sort entities into their areas: the area one is in first, what is nowhere last. */
export function groupByArea(
  areas: readonly Area[],
  entities: readonly Entity[],
  here: string,
): AreaGroup[] {
  const known = new Set(areas.map((area) => area.id));
  const sorted = [...areas].sort(
    (a, b) => Number(b.name === here) - Number(a.name === here) || a.name.localeCompare(b.name),
  );
  const groups: AreaGroup[] = sorted.map((area) => ({
    area,
    entities: entities.filter((entity) => entity.area_id === area.id),
  }));
  groups.push({
    area: null,
    entities: entities.filter((entity) => entity.area_id === null || !known.has(entity.area_id)),
  });
  return groups
    .filter((group) => group.entities.length > 0)
    .map((group) => ({ ...group, entities: group.entities.sort(compare) }));
}

function compare(a: Entity, b: Entity): number {
  return rank(a) - rank(b) || a.name.localeCompare(b.name, undefined, { numeric: true });
}

function rank(entity: Entity): number {
  const place = ORDER.indexOf(entity.domain);
  return place >= 0 ? place : ORDER.length - (tapAction(entity) ? 1 : 0);
}
