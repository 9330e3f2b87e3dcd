import type { Entity } from "../api/types";

/** Read a number among an entity's attributes. */
export function numberOf(entity: Entity, name: string): number | null {
  const value = entity.attributes[name];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Read a text among an entity's attributes. */
export function textOf(entity: Entity, name: string): string | null {
  const value = entity.attributes[name];
  return typeof value === "string" && value !== "" ? value : null;
}

/** How far a light is dimmed up or a fan turned up, 0 to 100; `null` when it does not say. */
export function levelPercent(entity: Entity): number | null {
  const percent = numberOf(entity, "brightness_pct") ?? numberOf(entity, "percentage");
  if (percent !== null) {
    return percent;
  }
  const brightness = numberOf(entity, "brightness");
  return brightness === null ? null : Math.round((brightness / 255) * 100);
}
