import { expect, test } from "vitest";

import type { Area } from "../api/types";
import { entity } from "./entities.testdata";
import { groupByArea } from "./grouping";

const area = (id: string, name: string): Area => ({ id, name, floor_id: null, aliases: [] });
const AREAS = [area("l", "Living Room"), area("k", "Kitchen"), area("e", "Empty Room")];
const ENTITIES = [
  entity("sensor.heat", "21", { area_id: "k" }),
  entity("light.ten", "on", { area_id: "k", name: "Light 10" }),
  entity("light.two", "on", { area_id: "k", name: "Light 2" }),
  entity("light.sofa", "off", { area_id: "l" }),
  entity("lock.gate", "locked"),
  entity("lock.lost", "locked", { area_id: "gone" }),
];

const names = (here: string) =>
  groupByArea(AREAS, ENTITIES, here).map((group) => [
    group.area?.name ?? null,
    group.entities.map((one) => one.id),
  ]);

test("areas come by name, the one you are in first, empty ones not, the rest last", () => {
  const kitchen = ["Kitchen", ["light.two", "light.ten", "sensor.heat"]];
  const living = ["Living Room", ["light.sofa"]];
  const nowhere = [null, ["lock.gate", "lock.lost"]];
  expect(names("")).toEqual([kitchen, living, nowhere]);
  expect(names("Living Room")).toEqual([living, kitchen, nowhere]);
});

test("what came in is left as it was", () => {
  const before = ENTITIES.map((one) => one.id);
  groupByArea(AREAS, ENTITIES, "");
  expect(ENTITIES.map((one) => one.id)).toEqual(before);
});
