import type { Entity } from "../api/types";
import { numberOf, textsOf } from "./attributes";

/** Colours to pick from with one tap. */
export const COLORS = [
  { name: "red", rgb: [255, 59, 48] },
  { name: "orange", rgb: [255, 149, 0] },
  { name: "yellow", rgb: [255, 214, 10] },
  { name: "green", rgb: [52, 199, 89] },
  { name: "turquoise", rgb: [64, 224, 208] },
  { name: "blue", rgb: [0, 100, 255] },
  { name: "violet", rgb: [150, 70, 255] },
  { name: "pink", rgb: [255, 105, 180] },
] as const;

const COLORED = new Set(["rgb", "rgbw", "rgbww", "hs", "xy"]);

/** Whether a light can take a colour. */
export function isColored(entity: Entity): boolean {
  return textsOf(entity, "supported_color_modes").some((mode) => COLORED.has(mode));
}

/** Whether a light can be warmer and colder. */
export function isWarmable(entity: Entity): boolean {
  return (
    textsOf(entity, "supported_color_modes").includes("color_temp") ||
    numberOf(entity, "min_color_temp_kelvin") !== null
  );
}

/** A percentage as lights tell it: 1 to 255. */
export function toBrightness(percent: number): number {
  return Math.max(1, Math.round((percent * 255) / 100));
}
