import type { FloorDetails } from "../api/places";
import type { Area, Entity } from "../api/types";
import { tapAction } from "./tapAction";

/** One row of the list of the home: drawn when it is in sight. */
export type HomeRow =
  | { kind: "floor"; key: string; name: string | null }
  | { kind: "area"; key: string; area: Area | null; ids: readonly string[]; here: boolean }
  | { kind: "cards"; key: string; area: Area | null; ids: readonly string[] }
  | { kind: "empty"; key: string; area: Area };

interface HomePlan {
  floors: readonly FloorDetails[];
  areas: readonly Area[];
  /** Those to be shown. */
  entities: readonly Entity[];
  /** Name of the area one is in, which comes first; blank when that is not known. */
  here: string;
  columns: number;
  /** Whether areas without any entity are shown. */
  withEmpty: boolean;
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
  "scene",
  "script",
  "binary_sensor",
  "sensor",
];

// Comparing with one collator is many times faster than localeCompare.
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/**
 * Lay the home out: floors in their order, areas in theirs, cards in rows. The area one is in comes
 * first, areas of no floor after those of floors, and last what is in no area.
 */
export function homeRows(plan: HomePlan): HomeRow[] {
  const { floors, areas, here } = plan;
  const byArea = entitiesByArea(plan);
  const known = new Set(floors.map(({ id }) => id));
  const floorOf = (area: Area) =>
    area.floor_id !== null && known.has(area.floor_id) ? area.floor_id : null;
  const rows = areas
    .filter(({ name }) => name === here)
    .flatMap((area) => areaRows(plan, area, byArea));
  const others = areas.filter(({ name }) => name !== here);
  for (const floor of [...floors, null]) {
    const on = others.filter((area) => floorOf(area) === (floor?.id ?? null));
    const inside = on.flatMap((area) => areaRows(plan, area, byArea));
    const homeless = floor === null ? areaRows(plan, null, byArea) : [];
    if (floors.length > 0 && inside.length > 0) {
      rows.push({ kind: "floor", key: `floor ${floor?.id ?? ""}`, name: floor?.name ?? null });
    }
    rows.push(...inside, ...homeless);
  }
  return rows;
}

/** The row that shows an entity; -1 when none does. */
export function rowOf(rows: readonly HomeRow[], id: string): number {
  return rows.findIndex((row) => row.kind === "cards" && row.ids.includes(id));
}

/** Whether two lists of entities are laid out alike, whatever their states are. */
export function sameLayout(before: readonly Entity[], after: readonly Entity[]): boolean {
  return (
    before === after ||
    (before.length === after.length &&
      after.every((entity, index) => {
        const old = before[index];
        return (
          old === entity ||
          (old?.id === entity.id && old.name === entity.name && old.area_id === entity.area_id)
        );
      }))
  );
}

function entitiesByArea({ areas, entities }: HomePlan): Map<string | null, Entity[]> {
  const known = new Set(areas.map(({ id }) => id));
  const byArea = new Map<string | null, Entity[]>();
  for (const entity of entities) {
    const area = entity.area_id !== null && known.has(entity.area_id) ? entity.area_id : null;
    const inside = byArea.get(area);
    if (inside) {
      inside.push(entity);
    } else {
      byArea.set(area, [entity]);
    }
  }
  return byArea;
}

function areaRows(
  { here, columns, withEmpty }: HomePlan,
  area: Area | null,
  byArea: ReadonlyMap<string | null, Entity[]>,
): HomeRow[] {
  const inside = [...(byArea.get(area?.id ?? null) ?? [])].sort(compare);
  const key = area?.id ?? "";
  if (inside.length === 0 && (area === null || !withEmpty)) {
    return [];
  }
  const all = inside.map(({ id }) => id);
  const rows: HomeRow[] = [
    { kind: "area", key: `area ${key}`, area, ids: all, here: here !== "" && area?.name === here },
  ];
  if (area !== null && inside.length === 0) {
    rows.push({ kind: "empty", key: `empty ${key}`, area });
  }
  for (let start = 0; start < all.length; start += columns) {
    const ids = all.slice(start, start + columns);
    rows.push({ kind: "cards", key: `cards ${key} ${start}`, area, ids });
  }
  return rows;
}

function compare(a: Entity, b: Entity): number {
  return rank(a) - rank(b) || collator.compare(a.name, b.name);
}

function rank(entity: Entity): number {
  const place = ORDER.indexOf(entity.domain);
  return place >= 0 ? place : ORDER.length - (tapAction(entity) ? 1 : 0);
}
