import type { Entity } from "../api/types";
import { isActive } from "./activity";

/** What the devices of a home can be narrowed down to, in order. */
export const CATEGORIES = [
  "on",
  "light",
  "cover",
  "climate",
  "media",
  "security",
  "switch",
  "sensor",
  "away",
] as const;

export type Category = (typeof CATEGORIES)[number];

const OF_DOMAIN: Record<string, Category> = {
  light: "light",
  cover: "cover",
  climate: "climate",
  fan: "climate",
  media_player: "media",
  lock: "security",
  switch: "switch",
  input_boolean: "switch",
  sensor: "sensor",
  binary_sensor: "sensor",
  weather: "sensor",
};

const GUARDS = new Set(["door", "garage_door", "window", "opening", "motion", "smoke", "gas"]);
const SWITCHED = new Set(["light", "switch", "fan", "media_player", "input_boolean", "climate"]);

/** Whether an entity is switched on: what people mean by "what is on?". */
export function isOn(entity: Entity): boolean {
  return SWITCHED.has(entity.domain) && isActive(entity);
}

/** Whether an entity is of a category. */
export function isOf(entity: Entity, category: Category): boolean {
  switch (category) {
    case "on":
      return isOn(entity);
    case "away":
      return entity.state === "unavailable";
    case "security":
      return (
        entity.domain === "lock" ||
        (entity.domain === "binary_sensor" && GUARDS.has(entity.device_class ?? ""))
      );
    default:
      return OF_DOMAIN[entity.domain] === category;
  }
}

/** The categories a home has something of, with how much. */
export function countCategories(entities: readonly Entity[]): [Category, number][] {
  return CATEGORIES.map((category): [Category, number] => [
    category,
    entities.reduce((sum, entity) => sum + Number(isOf(entity, category)), 0),
  ]).filter(([, count]) => count > 0);
}

/** Whether every word of a search is in an entity's name, aliases, id or area. */
export function fits(entity: Entity, area: string, search: string): boolean {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return true;
  }
  const text = plain([entity.name, ...entity.aliases, entity.id, area].join(" "));
  return words.every((word) => text.includes(word));
}

/** Without accents and case: "kuche" finds "Küche". */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}
