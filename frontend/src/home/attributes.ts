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

/** Read a list of texts among an entity's attributes. */
export function textsOf(entity: Entity, name: string): string[] {
  const value = entity.attributes[name];
  const entries: unknown[] = Array.isArray(value) ? value : [];
  return entries.filter((entry): entry is string => typeof entry === "string");
}

/** Read a colour, as `rgb(1 2 3)`; `null` when it does not say. */
export function colorOf(entity: Entity): string | null {
  const value = entity.attributes.rgb_color;
  const parts: unknown[] = Array.isArray(value) ? value : [];
  const numbers = parts.filter((part): part is number => typeof part === "number");
  return numbers.length === 3 ? `rgb(${numbers.map(Math.round).join(" ")})` : null;
}
