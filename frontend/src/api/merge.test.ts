import { expect, test } from "vitest";

import { entity } from "../home/entities.testdata";
import { mergeEntities } from "./home";
import { mergeTimer } from "./timers";
import type { Timer } from "./types";

function timer(id: string, dueAt: number, state: Timer["state"] = "pending"): Timer {
  return {
    id,
    kind: "timer",
    due_at: dueAt,
    created_at: 0,
    duration_s: 60,
    name: null,
    satellite_id: null,
    satellite_ids: [],
    group_id: null,
    area_id: null,
    state,
    late: false,
    left_s: null,
  };
}

test("a changed entity takes its old place, a new one comes last, others stay the same object", () => {
  const known = [entity("light.a", "off"), entity("light.b", "off")];
  const merged = mergeEntities(known, [entity("light.c", "on"), entity("light.a", "on")]);
  expect(merged.map(({ id, state }) => [id, state])).toEqual([
    ["light.a", "on"],
    ["light.b", "off"],
    ["light.c", "on"],
  ]);
  expect(merged[1]).toBe(known[1]);
});

test("timers are in the order they come due, and go when they are over", () => {
  const two = mergeTimer([timer("late", 200)], timer("soon", 100));
  expect(two.map(({ id }) => id)).toEqual(["soon", "late"]);
  expect(mergeTimer(two, timer("soon", 300)).map(({ id }) => id)).toEqual(["late", "soon"]);
  expect(mergeTimer(two, timer("soon", 100, "ringing"))[0]?.state).toBe("ringing");
  expect(mergeTimer(two, timer("soon", 100, "cancelled")).map(({ id }) => id)).toEqual(["late"]);
});
