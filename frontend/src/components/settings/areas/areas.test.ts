import { expect, test } from "vitest";

import { changesOf, forced, type NameFault, type NamedThing } from "../../../api/entityChanges";
import type { Area, Entity } from "../../../api/types";
import { curesOf } from "./cures";
import { byFloor, withOrder } from "./groups";
import { foundThings, NO_AREA, toggled } from "./things";

const area = (id: string, floor_id: string | null = null): Area => ({
  id,
  name: id.toUpperCase(),
  floor_id,
  aliases: [],
});
const floor = (id: string) => ({ id, name: id, aliases: [] });
const thing = (id: string, about: Partial<Entity> = {}): Entity => ({
  id,
  name: id,
  domain: "light",
  source: "demo",
  area_id: null,
  device_class: null,
  aliases: [],
  exposed: true,
  detached: false,
  state: "on",
  attributes: {},
  changed_at: 0,
  ...about,
});
const AREAS = [area("kitchen", "ground"), area("bath", "top"), area("shed")];

test("areas stand under their floors, and those on none or an unknown one come last", () => {
  const groups = byFloor([floor("top"), floor("ground")], [...AREAS, area("moon", "space")]);
  expect(groups.map((one) => [one.floor?.id, one.areas.map(({ id }) => id)])).toEqual([
    ["top", ["bath"]],
    ["ground", ["kitchen"]],
    [undefined, ["shed", "moon"]],
  ]);
});

test("another order in one group leaves the other groups as they are", () => {
  const groups = byFloor([floor("top")], [area("a", "top"), area("b", "top"), area("c")]);
  const [first] = groups;
  expect(first && withOrder(groups, first, [...first.areas].reverse())).toEqual(["b", "a", "c"]);
});

test("things are found by name, alias, room and id, and by whether they can be named", () => {
  const things = [
    thing("light.b", { name: "Ceiling", area_id: "kitchen" }),
    thing("light.a", { name: "Desk", aliases: ["Work lamp"], exposed: false }),
  ];
  const ids = (text: string, place = "", voice: "all" | "exposed" | "hidden" = "all") =>
    foundThings(things, AREAS, { text, area: place, voice }).map(({ id }) => id);
  expect(ids("")).toEqual(["light.b", "light.a"]);
  expect(ids("KITCH")).toEqual(["light.b"]);
  expect(ids("work")).toEqual(["light.a"]);
  expect(ids("light.a")).toEqual(["light.a"]);
  expect(ids("", NO_AREA)).toEqual(["light.a"]);
  expect(ids("", "", "exposed")).toEqual(["light.b"]);
});

test("a change of many is one of those alone that are not so already, with what was seen", () => {
  const changes = changesOf([thing("a"), thing("b", { exposed: false })], { exposed: false });
  expect(changes).toEqual([{ id: "a", exposed: false, was: { exposed: true } }]);
  expect(forced(changes)).toEqual([{ id: "a", exposed: false }]);
  expect([...toggled(new Set(["a"]), "a")]).toEqual([]);
});

const named = (about: Partial<NamedThing> = {}): NamedThing => ({
  kind: "entity",
  id: "light.a",
  name: "Lamp",
  aliases: [],
  area_id: "kitchen",
  is_alias: false,
  ...about,
});
const fault = (kind: string, about: Partial<NameFault> = {}): NameFault => ({
  id: "x",
  kind,
  severity: "warning",
  text: "Lamp",
  other: "",
  place_id: null,
  things: [],
  ...about,
});

test("a thing of the same name elsewhere can be called after its room", () => {
  expect(curesOf(fault("same_name_elsewhere"), named(), AREAS)).toEqual([
    { kind: "rename", change: { name: "KITCHEN Lamp" }, name: "KITCHEN Lamp" },
    { kind: "hide", change: { exposed: false } },
  ]);
});

test("an alias that is in the way is taken away, of rooms too", () => {
  const alias = named({ kind: "area", aliases: ["lamp", "light"], is_alias: true });
  expect(curesOf(fault("same_place"), alias, AREAS)).toEqual([
    { kind: "removeAlias", change: { aliases: ["light"] }, alias: "Lamp" },
  ]);
});

test("a thing named after another room can be moved there", () => {
  const [first] = curesOf(fault("elsewhere", { place_id: "bath" }), named(), AREAS);
  expect(first).toEqual({ kind: "move", change: { area_id: "bath" }, place: "BATH" });
});
