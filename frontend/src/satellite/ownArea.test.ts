import { beforeEach, expect, test } from "vitest";

import { areaToTell, chooseArea, followArea, ownArea } from "./ownArea";

beforeEach(() => followArea(""));

test("a browser that is nowhere says nothing of it", () => {
  expect(areaToTell(ownArea())).toEqual({});
});

test("an area chosen here is told until the hub answers with it", () => {
  chooseArea("Kitchen");
  expect(areaToTell(ownArea())).toEqual({ area: "Kitchen" });
  followArea("Kitchen");
  expect(areaToTell(ownArea())).toEqual({});
});

test("an area set in the hub is not taken back by a page that closes at that moment", () => {
  chooseArea("Kitchen");
  followArea("Kitchen");
  followArea("Bedroom");
  expect(ownArea()).toBe("Bedroom");
  expect(areaToTell(ownArea())).toEqual({});
});
