import { expect, test } from "vitest";

import type { KnownSatellite } from "../api/satelliteList";
import { choicesOf, reachOf, toggled, whereOf } from "./targets";

function satellite(id: string, facts: Partial<KnownSatellite>): KnownSatellite {
  return {
    id,
    name: id,
    kind: "ova",
    connected: true,
    muted: false,
    area_id: null,
    ...facts,
  } as KnownSatellite;
}

const AREAS = [
  { id: "kitchen", name: "Kitchen", floor_id: "ground" },
  { id: "hall", name: "Hall", floor_id: "ground" },
  { id: "attic", name: "Attic", floor_id: null },
];
const FLOORS = [
  { id: "ground", name: "Ground floor" },
  { id: "cellar", name: "Cellar" },
];
const SATELLITES = [
  satellite("away", { connected: false, area_id: "hall" }),
  satellite("quiet", { muted: true, area_id: "hall" }),
  satellite("cook", { area_id: "kitchen" }),
  satellite("tab", { kind: "browser", connected: false }),
];
const CHOICES = choicesOf(SATELLITES, AREAS, FLOORS);

test("only places with a satellite can be chosen, and no browser that went", () => {
  expect(CHOICES.floors.map(({ id }) => id)).toEqual(["ground"]);
  expect(CHOICES.areas.map(({ id }) => id)).toEqual(["kitchen", "hall"]);
  expect(CHOICES.satellites.map(({ id }) => id)).toEqual(["cook", "quiet", "away"]);
});

test("everywhere stands alone and comes back when nothing is chosen", () => {
  expect(toggled(["all"], "area:kitchen")).toEqual(["area:kitchen"]);
  expect(toggled(["area:kitchen"], "floor:ground")).toEqual(["area:kitchen", "floor:ground"]);
  expect(toggled(["area:kitchen", "floor:ground"], "all")).toEqual(["all"]);
  expect(toggled(["area:kitchen"], "area:kitchen")).toEqual(["all"]);
});

test("a floor reaches the rooms on it; the silent and the absent are told apart", () => {
  const reach = reachOf(["floor:ground"], CHOICES, AREAS);
  expect(reach.heard.map(({ id }) => id)).toEqual(["cook"]);
  expect(reach.muted.map(({ id }) => id)).toEqual(["quiet"]);
  expect(reach.away.map(({ id }) => id)).toEqual(["away"]);
  expect(reachOf(["satellite:cook"], CHOICES, AREAS).away).toEqual([]);
  expect(reachOf(["all"], CHOICES, AREAS).heard).toHaveLength(1);
  const turnedDown = { ...CHOICES, satellites: [satellite("low", { volume: 0 })] };
  expect(reachOf(["all"], turnedDown, AREAS).muted.map(({ id }) => id)).toEqual(["low"]);
});

test("the hub is told places, or nothing for everywhere", () => {
  expect(whereOf(["all"])).toEqual({
    satellite_ids: null,
    area_ids: [],
    floor_ids: [],
    group_ids: [],
  });
  expect(whereOf(["satellite:cook", "area:hall", "floor:ground"])).toEqual({
    satellite_ids: ["cook"],
    area_ids: ["hall"],
    floor_ids: ["ground"],
    group_ids: [],
  });
});

test("a group reaches the satellites that are in it, and is offered while it has one", () => {
  const groups = [
    { id: "g", name: "Downstairs", satellite_ids: ["cook", "away"] },
    { id: "e", name: "Empty", satellite_ids: [] },
  ];
  const choices = choicesOf(SATELLITES, AREAS, FLOORS, groups);
  expect(choices.groups.map(({ id }) => id)).toEqual(["g"]);
  const reach = reachOf(["group:g"], choices, AREAS);
  expect(reach.heard.map(({ id }) => id)).toEqual(["cook"]);
  expect(reach.away.map(({ id }) => id)).toEqual(["away"]);
  expect(whereOf(["group:g"]).group_ids).toEqual(["g"]);
});
