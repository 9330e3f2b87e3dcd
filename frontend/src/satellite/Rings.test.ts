import { beforeEach, expect, test } from "vitest";

import type { Timer } from "../api/types";
import { Desk, HELLO } from "./desk.testdata";

const TIMER: Timer = {
  id: "t1",
  kind: "timer",
  due_at: 0,
  created_at: 0,
  duration_s: 1,
  name: "pasta",
  satellite_id: null,
  satellite_ids: [],
  group_id: null,
  area_id: null,
  state: "ringing",
  late: false,
  left_s: null,
};

let desk: Desk;
beforeEach(async () => {
  desk = new Desk();
  await desk.client.introduce(desk.link, HELLO);
});

test("a timer rings until its button is pushed", () => {
  desk.client.sounds.ring({ timer: TIMER, text: "Your pasta is done." });
  expect(desk.heard.at(-1)).toBe("ring");
  desk.client.rings.stop("t1");
  expect(desk.sent).toEqual(["ring_stop t1"]);
  expect(desk.heard.at(-1)).toBe("quiet");
  expect(desk.client.snapshot().rings).toEqual([]);
});

test("what is snoozed falls silent once the hub has agreed", async () => {
  desk.client.sounds.ring({ timer: TIMER, text: "" });
  expect((await desk.client.rings.snooze("t1")).ok).toBe(true);
  expect(desk.sent).toEqual(["ring_snooze t1"]);
  expect(desk.client.snapshot().rings).toEqual([]);
  desk.client.disconnected();
  expect((await desk.client.rings.snooze("t1")).ok).toBe(false);
});

test("the bell goes on while another timer rings", () => {
  desk.client.sounds.ring({ timer: TIMER, text: "" });
  desk.client.sounds.ring({ timer: { ...TIMER, id: "t2" }, text: "" });
  const before = desk.heard.length;
  desk.client.sounds.stopRing("t1");
  expect(desk.heard.slice(before)).toEqual([]);
  desk.client.sounds.stopRing();
  expect(desk.heard.at(-1)).toBe("quiet");
});

test("what was silenced while the hub was away is not rung again, which the hub is told", async () => {
  desk.client.disconnected();
  desk.client.sounds.ring({ timer: TIMER, text: "" });
  desk.client.rings.stop("t1");
  expect(desk.sent).toEqual([]);
  await desk.client.introduce(desk.link, HELLO);
  desk.client.rings.onRing({ timer: TIMER, text: "" });
  expect(desk.sent).toEqual(["ring_stop t1"]);
  expect(desk.client.snapshot().rings).toEqual([]);
});

test("a timer that is over elsewhere is silent and gone here", () => {
  desk.client.rings.onTimer(TIMER);
  desk.client.rings.onRing({ timer: TIMER, text: "" });
  expect(desk.client.snapshot().timers).toEqual([TIMER]);
  desk.client.rings.onTimer({ ...TIMER, state: "finished" });
  expect(desk.client.snapshot()).toMatchObject({ timers: [], rings: [] });
});
