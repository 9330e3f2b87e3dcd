import { expect, test } from "vitest";

import { expectedTimer } from "./timers";
import type { Timer } from "./types";

const RUNNING: Timer = {
  id: "t",
  kind: "timer",
  due_at: 1000,
  created_at: 0,
  duration_s: 600,
  name: "tea",
  satellite_id: null,
  satellite_ids: [],
  group_id: null,
  area_id: null,
  state: "pending",
  late: false,
  left_s: null,
};

test("a paused timer keeps what is left and goes on from now", () => {
  const paused = expectedTimer({ timer: RUNNING, order: "pause" }, 900);
  expect(paused).toMatchObject({ state: "paused", left_s: 100 });
  const resumed = expectedTimer({ timer: paused, order: "resume" }, 5000);
  expect(resumed).toMatchObject({ state: "pending", left_s: null, due_at: 5100 });
});

test("time is added to what is left, running or not", () => {
  expect(expectedTimer({ timer: RUNNING, order: "add", seconds: 60 }, 900)).toMatchObject({
    due_at: 1060,
    duration_s: 660,
  });
  const paused = { ...RUNNING, state: "paused", left_s: 100 } as const;
  expect(expectedTimer({ timer: paused, order: "add", seconds: -60 }, 900)).toMatchObject({
    left_s: 40,
    due_at: 1000,
  });
});
