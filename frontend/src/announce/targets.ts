import type { KnownSatellite } from "../api/satelliteList";

/** Where something is to be heard: everywhere, or on a floor, in a room, on a group or a satellite. */
export type Target =
  "all" | `floor:${string}` | `area:${string}` | `group:${string}` | `satellite:${string}`;

export interface Place {
  id: string;
  name: string;
}

interface Room extends Place {
  floor_id?: string | null;
}

interface Several extends Place {
  satellite_ids: readonly string[];
}

/** What can be chosen: only places with a satellite. */
export interface Choices {
  groups: Several[];
  floors: Place[];
  areas: Place[];
  satellites: KnownSatellite[];
}

/** Where something would be heard, and where not. */
export interface Reach {
  heard: KnownSatellite[];
  /** Connected, but told to be silent. */
  muted: KnownSatellite[];
  away: KnownSatellite[];
}

/** The places that can be chosen. Browsers come and go: one that went is none. */
export function choicesOf(
  satellites: readonly KnownSatellite[],
  areas: readonly Room[],
  floors: readonly Place[],
  groups: readonly Several[] = [],
): Choices {
  const lasting = satellites
    .filter(({ connected, kind }) => connected || kind !== "browser")
    .sort((a, b) => Number(b.connected) - Number(a.connected) || a.name.localeCompare(b.name));
  const rooms = areas.filter(({ id }) => lasting.some(({ area_id }) => area_id === id));
  return {
    groups: groups.filter(({ satellite_ids: ids }) => lasting.some(({ id }) => ids.includes(id))),
    floors: floors.filter(({ id }) => rooms.some(({ floor_id }) => floor_id === id)),
    areas: rooms,
    satellites: lasting,
  };
}

/** Choose or unchoose a place: everywhere stands alone, and is what is left when nothing is chosen. */
export function toggled(chosen: readonly Target[], target: Target): Target[] {
  if (target === "all") {
    return ["all"];
  }
  const others = chosen.filter((one) => one !== "all" && one !== target);
  const now = chosen.includes(target) ? others : [...others, target];
  return now.length === 0 ? ["all"] : now;
}

/** The places of one kind that are chosen. */
export function idsOf(
  chosen: readonly Target[],
  kind: "floor" | "area" | "group" | "satellite",
): string[] {
  const start = `${kind}:`;
  return chosen.filter((one) => one.startsWith(start)).map((one) => one.slice(start.length));
}

/** Tell where something would be heard. */
export function reachOf(
  chosen: readonly Target[],
  choices: Choices,
  areas: readonly Room[],
): Reach {
  const floors = new Set(idsOf(chosen, "floor"));
  const rooms = new Set(idsOf(chosen, "area"));
  for (const { id, floor_id } of areas) {
    if (floor_id && floors.has(floor_id)) {
      rooms.add(id);
    }
  }
  const groups = idsOf(chosen, "group");
  const named = new Set([
    ...idsOf(chosen, "satellite"),
    ...choices.groups.filter(({ id }) => groups.includes(id)).flatMap((one) => one.satellite_ids),
  ]);
  const meant = choices.satellites.filter(
    ({ id, area_id }) =>
      chosen.includes("all") || named.has(id) || (area_id !== null && rooms.has(area_id)),
  );
  return {
    heard: meant.filter((one) => one.connected && !isSilent(one)),
    muted: meant.filter((one) => one.connected && isSilent(one)),
    away: meant.filter(({ connected }) => !connected),
  };
}

/** Whether nothing that is said there is heard. */
function isSilent({ muted, volume }: KnownSatellite): boolean {
  return muted || volume === 0;
}

/** The body of an announcement that says where. */
export function whereOf(chosen: readonly Target[]): {
  satellite_ids: string[] | null;
  area_ids: string[];
  floor_ids: string[];
  group_ids: string[];
} {
  const ids = idsOf(chosen, "satellite");
  return {
    satellite_ids: ids.length === 0 ? null : ids,
    area_ids: idsOf(chosen, "area"),
    floor_ids: idsOf(chosen, "floor"),
    group_ids: idsOf(chosen, "group"),
  };
}
