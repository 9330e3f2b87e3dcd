import { expect, test } from "vitest";

import {
  choiceOf,
  groupChoice,
  offered,
  placeOf,
  ringFloors,
  ringRooms,
  sameChoice,
  toggledAll,
} from "./ringsOn";

const SATELLITES = [
  { id: "b", name: "Shelf", area_id: "kitchen", connected: true, kind: "ova" },
  { id: "a", name: "Door", area_id: "kitchen", connected: false, kind: "ova" },
  { id: "t", name: "Tab", area_id: null, connected: false, kind: "browser" },
];

test("a browser that went is offered only where it is chosen", () => {
  expect(offered(SATELLITES, []).map(({ id }) => id)).toEqual(["a", "b"]);
  expect(offered(SATELLITES, ["t"]).map(({ id }) => id)).toEqual(["a", "b", "t"]);
});

test("a room with several satellites chooses and unchooses them together", () => {
  const [kitchen, ...others] = ringRooms(SATELLITES, [
    { id: "kitchen", name: "Kitchen" },
    { id: "hall", name: "Hall" },
  ]);
  expect(others).toEqual([]);
  expect(kitchen?.ids).toEqual(["b", "a"]);
  expect(toggledAll(["a"], ["b", "a"])).toEqual(["a", "b"]);
  expect(toggledAll(["a", "b", "t"], ["b", "a"])).toEqual(["t"]);
});

test("the hub is told one, several, or none for everywhere", () => {
  expect(placeOf([])).toEqual({ satellite_id: null });
  expect(placeOf(["a"])).toEqual({ satellite_id: "a" });
  expect(placeOf(["a", "b"])).toEqual({ satellite_ids: ["a", "b"] });
  expect(sameChoice(["a", "b"], ["b", "a"])).toBe(true);
  expect(sameChoice(["a"], ["b"])).toBe(false);
});

test("a group is chosen alone, and left for satellites", () => {
  const chosen = [groupChoice("g")];
  expect(placeOf(chosen)).toEqual({ group_id: "g" });
  expect(choiceOf({ group_id: "g", satellite_ids: ["a", "b"] })).toEqual(chosen);
  expect(choiceOf({ group_id: null, satellite_ids: ["a", "b"] })).toEqual(["a", "b"]);
  expect(toggledAll(chosen, ["a"])).toEqual(["a"]);
});

test("a floor is offered where more than one of its rooms has satellites", () => {
  const satellites = [...SATELLITES, { id: "h", name: "Hall", area_id: "hall" }];
  const floors = [
    { id: "ground", name: "Ground" },
    { id: "first", name: "First" },
  ];
  const areas = [
    { id: "kitchen", floor_id: "ground" },
    { id: "hall", floor_id: "ground" },
    { id: "bath", floor_id: "first" },
  ];
  expect(ringFloors(satellites, areas, floors)).toEqual([
    { id: "ground", name: "Ground", ids: ["b", "a", "h"] },
  ]);
  expect(ringFloors(SATELLITES, areas, floors)).toEqual([]);
});
