import type { FloorDetails } from "../../../api/places";
import type { Area } from "../../../api/types";

export interface FloorGroup {
  /** Null for areas on no floor. */
  floor: FloorDetails | null;
  areas: Area[];
}

/** The areas by floor, in the order of the floors; what is on none comes last. */
export function byFloor(floors: readonly FloorDetails[], areas: readonly Area[]): FloorGroup[] {
  const known = new Set(floors.map(({ id }) => id));
  const groups: FloorGroup[] = floors.map((floor) => ({
    floor,
    areas: areas.filter((area) => area.floor_id === floor.id),
  }));
  const others = areas.filter(({ floor_id }) => floor_id === null || !known.has(floor_id));
  return others.length > 0 || floors.length === 0
    ? [...groups, { floor: null, areas: others }]
    : groups;
}

/** All areas' ids when those of one group are put in another order. */
export function withOrder(
  groups: readonly FloorGroup[],
  changed: FloorGroup,
  areas: readonly Area[],
): string[] {
  return groups.flatMap((group) => (group === changed ? areas : group.areas).map(({ id }) => id));
}
