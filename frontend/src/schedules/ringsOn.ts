/** Which satellites something rings on, by id, or `group:<id>` alone; none means everywhere. */

interface Satellite {
  id: string;
  name: string;
  area_id?: string | null;
  connected?: boolean;
  kind?: string;
}

export interface RingRoom {
  id: string;
  name: string;
  /** The satellites in it. */
  ids: string[];
}

/** Those to choose from. Browsers come and go: one that went is offered only where it is chosen. */
export function offered<T extends Satellite>(
  satellites: readonly T[],
  chosen: readonly string[],
): T[] {
  return satellites
    .filter(
      ({ id, connected, kind }) => connected !== false || kind !== "browser" || chosen.includes(id),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Rooms that stand for several satellites at once. */
export function ringRooms(
  satellites: readonly Satellite[],
  areas: readonly { id: string; name: string }[],
): RingRoom[] {
  return areas
    .map(({ id, name }) => ({
      id,
      name,
      ids: satellites.filter(({ area_id }) => area_id === id).map((one) => one.id),
    }))
    .filter(({ ids }) => ids.length > 1);
}

/** Floors that stand for the satellites of more than one room. */
export function ringFloors(
  satellites: readonly Satellite[],
  areas: readonly { id: string; floor_id?: string | null }[],
  floors: readonly { id: string; name: string }[],
): RingRoom[] {
  return floors
    .map(({ id, name }) => {
      const rooms = areas.filter(({ floor_id }) => floor_id === id).map((area) => area.id);
      const there = satellites.filter(({ area_id }) => area_id != null && rooms.includes(area_id));
      const used = new Set(there.map(({ area_id }) => area_id));
      return { id, name, ids: used.size > 1 ? there.map((one) => one.id) : [] };
    })
    .filter(({ ids }) => ids.length > 1);
}

const GROUP = "group:";

/** How a group is chosen. */
export function groupChoice(id: string): string {
  return `${GROUP}${id}`;
}

/** The group something rings on, if it rings on one. */
export function chosenGroup(chosen: readonly string[]): string | null {
  return chosen.find((one) => one.startsWith(GROUP))?.slice(GROUP.length) ?? null;
}

/** What is chosen for something that is planned. */
export function choiceOf(planned: {
  group_id: string | null;
  satellite_ids: readonly string[];
}): readonly string[] {
  return planned.group_id === null ? planned.satellite_ids : [groupChoice(planned.group_id)];
}

/** Choose all of some satellites, or none of them when all are chosen; a group stands alone. */
export function toggledAll(chosen: readonly string[], ids: readonly string[]): string[] {
  const single = chosen.filter((id) => !id.startsWith(GROUP));
  return ids.every((id) => single.includes(id))
    ? single.filter((id) => !ids.includes(id))
    : [...single, ...ids.filter((id) => !single.includes(id))];
}

/** What the hub is told: a group, one satellite, several, or none for everywhere. */
export function placeOf(
  chosen: readonly string[],
): { group_id: string } | { satellite_id: string | null } | { satellite_ids: string[] } {
  const group_id = chosenGroup(chosen);
  if (group_id !== null) {
    return { group_id };
  }
  return chosen.length > 1 ? { satellite_ids: [...chosen] } : { satellite_id: chosen[0] ?? null };
}

/** Whether two choices are the same, in whatever order. */
export function sameChoice(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
