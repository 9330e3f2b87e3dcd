import type { Area, Entity } from "../../../api/types";

export interface ThingFilter {
  text: string;
  /** An area's id, "none" for things without one, or blank for all. */
  area: string;
  voice: "all" | "exposed" | "hidden";
}

export const NO_AREA = "none";

/** The things people look for, by name; a text is looked for in names, aliases, rooms and ids. */
export function foundThings(
  entities: readonly Entity[],
  areas: readonly Area[],
  filter: ThingFilter,
): Entity[] {
  const text = filter.text.trim().toLocaleLowerCase();
  const names = new Map(areas.map(({ id, name }) => [id, name]));
  return entities
    .filter((entity) => {
      const place = entity.area_id ?? NO_AREA;
      if (filter.area !== "" && filter.area !== place) {
        return false;
      }
      if (filter.voice !== "all" && entity.exposed !== (filter.voice === "exposed")) {
        return false;
      }
      const words = [entity.name, ...entity.aliases, entity.id, names.get(place) ?? ""];
      return text === "" || words.some((word) => word.toLocaleLowerCase().includes(text));
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** Choose one more or one less. */
export function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) {
    next.add(id);
  }
  return next;
}
