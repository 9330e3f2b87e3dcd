import { expect, test } from "vitest";

import { entity } from "./entities.testdata";
import { nearest } from "./nearest";

const HOME = [
  entity("light.old", "on", { changed_at: 1, area_id: "k" }),
  entity("sensor.news", "21", { changed_at: 9 }),
  entity("light.new", "on", { changed_at: 5 }),
];

test("what changed last comes first, and what cannot be controlled not at all", () => {
  expect(nearest(HOME, null, 9).map(({ id }) => id)).toEqual(["light.new", "light.old"]);
  expect(nearest(HOME, null, 1).map(({ id }) => id)).toEqual(["light.new"]);
});

test("in a room its own devices count", () => {
  expect(nearest(HOME, "k", 9).map(({ id }) => id)).toEqual(["light.old"]);
});
