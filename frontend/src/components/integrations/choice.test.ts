import { expect, test } from "vitest";

import type { OfferedEntity } from "../../api/integrationEntities";
import { chosenKeys, found, isSameChoice, withKeys } from "./choice";

function thing(key: string, name: string, area: string | null, chosen = true): OfferedEntity {
  return { key, name, domain: "light", area, chosen, entity_id: null };
}

const THINGS = [
  thing("a1", "Desk lamp", "Study"),
  thing("a2", "Ceiling", "Kitchen", false),
  thing("b1", "Spot", null),
];

test("a search looks at name, room, kind and key, and wants every word", () => {
  expect(found(THINGS, "LAMP study").map(({ key }) => key)).toEqual(["a1"]);
  expect(found(THINGS, "light").length).toBe(3);
  expect(found(THINGS, "b1").map(({ key }) => key)).toEqual(["b1"]);
  expect(found(THINGS, "  ").length).toBe(3);
  expect(found(THINGS, "garden")).toEqual([]);
});

test("all and none change what the search shows alone, and the old choice stays as it was", () => {
  const before = chosenKeys(THINGS);
  expect([...before]).toEqual(["a1", "b1"]);
  const after = withKeys(withKeys(before, ["a2"], true), ["b1", "nothing"], false);
  expect([...after].sort()).toEqual(["a1", "a2"]);
  expect([...before]).toEqual(["a1", "b1"]);
  expect(isSameChoice(after, new Set(["a2", "a1"]))).toBe(true);
  expect(isSameChoice(after, before)).toBe(false);
});
