/** Which satellites something rings on; none means everywhere. */

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

/** Choose all of some satellites, or none of them when all are chosen. */
export function toggledAll(chosen: readonly string[], ids: readonly string[]): string[] {
  return ids.every((id) => chosen.includes(id))
    ? chosen.filter((id) => !ids.includes(id))
    : [...chosen, ...ids.filter((id) => !chosen.includes(id))];
}

/** What the hub is told: one satellite, several, or none for everywhere. */
export function placeOf(
  chosen: readonly string[],
): { satellite_id: string | null } | { satellite_ids: string[] } {
  return chosen.length > 1 ? { satellite_ids: [...chosen] } : { satellite_id: chosen[0] ?? null };
}

/** Whether two choices are the same, in whatever order. */
export function sameChoice(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
