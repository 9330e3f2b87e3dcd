import { expect, test } from "vitest";

import { countCategories, fits, isOf } from "./categories";
import { entity } from "./entities.testdata";

test("a home offers the categories it has something of", () => {
  const home = [
    entity("light.a", "on"),
    entity("light.b", "unavailable"),
    entity("binary_sensor.door", "off", { device_class: "door" }),
  ];
  expect(countCategories(home)).toEqual([
    ["on", 1],
    ["light", 2],
    ["security", 1],
    ["sensor", 1],
    ["away", 1],
  ]);
});

test("what is switched on counts as on, what is open or told does not", () => {
  expect(isOf(entity("media_player.a", "playing"), "on")).toBe(true);
  expect(isOf(entity("cover.a", "open"), "on")).toBe(false);
  expect(isOf(entity("sensor.a", "21"), "on")).toBe(false);
});

test("a search finds names, aliases and rooms, whatever the case and accents", () => {
  const lamp = entity("light.lamp", "on", { name: "Große Lampe", aliases: ["Funzel"] });
  expect(fits(lamp, "Küche", "LAMPE kuche")).toBe(true);
  expect(fits(lamp, "Küche", "funz")).toBe(true);
  expect(fits(lamp, "Küche", "bad")).toBe(false);
  expect(fits(lamp, "Küche", "  ")).toBe(true);
});
