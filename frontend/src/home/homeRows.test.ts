import { expect, test } from "vitest";

import type { Area } from "../api/types";
import { entity } from "./entities.testdata";
import { homeRows, rowOf, sameLayout } from "./homeRows";

const area = (id: string, name: string, floor_id: string | null = null): Area => ({
  id,
  name,
  floor_id,
  aliases: [],
});
const FLOORS = [
  { id: "g", name: "Ground", aliases: [] },
  { id: "u", name: "Upstairs", aliases: [] },
];
const AREAS = [
  area("b", "Bath", "u"),
  area("e", "Empty", "g"),
  area("k", "Kitchen", "g"),
  area("s", "Shed"),
];
const ENTITIES = [
  entity("sensor.heat", "21", { area_id: "k" }),
  entity("light.ten", "on", { area_id: "k", name: "Light 10" }),
  entity("light.two", "on", { area_id: "k", name: "Light 2" }),
  entity("fan.bath", "off", { area_id: "b" }),
  entity("light.shed", "off", { area_id: "s" }),
  entity("lock.gate", "locked"),
  entity("lock.lost", "locked", { area_id: "gone" }),
];

const plan = (more: Partial<Parameters<typeof homeRows>[0]> = {}) =>
  homeRows({
    floors: FLOORS,
    areas: AREAS,
    entities: ENTITIES,
    here: "",
    columns: 2,
    withEmpty: false,
    ...more,
  }).map((row) => {
    switch (row.kind) {
      case "floor":
        return `# ${row.name ?? "-"}`;
      case "area":
        return `## ${row.area?.name ?? "-"}${row.here ? " (here)" : ""}`;
      case "cards":
        return row.ids.join(" ");
      case "empty":
        return "nothing";
    }
  });

test("floors have their areas, areas their devices in rows, and what is nowhere comes last", () => {
  expect(plan()).toEqual([
    "# Ground",
    "## Kitchen",
    "light.two light.ten",
    "sensor.heat",
    "# Upstairs",
    "## Bath",
    "fan.bath",
    "# -",
    "## Shed",
    "light.shed",
    "## -",
    "lock.gate lock.lost",
  ]);
});

test("the area one is in comes first", () => {
  expect(plan({ here: "Shed" }).slice(0, 3)).toEqual(["## Shed (here)", "light.shed", "# Ground"]);
});

test("areas without a device are shown where they belong when that is wanted", () => {
  expect(plan({ withEmpty: true }).slice(0, 4)).toEqual([
    "# Ground",
    "## Empty",
    "nothing",
    "## Kitchen",
  ]);
});

test("a home without floors has no headings of floors", () => {
  expect(plan({ floors: [] }).filter((row) => row.startsWith("# "))).toEqual([]);
});

test("the row of an entity is found", () => {
  const rows = homeRows({
    floors: [],
    areas: AREAS,
    entities: ENTITIES,
    here: "",
    columns: 1,
    withEmpty: false,
  });
  expect(rows[rowOf(rows, "lock.lost")]).toMatchObject({ kind: "cards", ids: ["lock.lost"] });
  expect(rowOf(rows, "light.none")).toBe(-1);
});

test("a new state changes no layout; a new name, place or entity does", () => {
  const change = (more: object) =>
    ENTITIES.map((one, at) => (at === 0 ? { ...one, ...more } : one));
  expect(sameLayout(ENTITIES, change({ state: "22" }))).toBe(true);
  expect(sameLayout(ENTITIES, change({ name: "Heat" }))).toBe(false);
  expect(sameLayout(ENTITIES, change({ area_id: null }))).toBe(false);
  expect(sameLayout(ENTITIES, ENTITIES.slice(1))).toBe(false);
});

test("five hundred devices are laid out in a blink", () => {
  const many = Array.from({ length: 500 }, (_, at) =>
    entity(`light.number_${at}`, "on", { name: `Light ${at}`, area_id: "k" }),
  );
  const rows = homeRows({
    floors: FLOORS,
    areas: AREAS,
    entities: many,
    here: "",
    columns: 4,
    withEmpty: true,
  });
  expect(rows.filter((row) => row.kind === "cards")).toHaveLength(125);
});
