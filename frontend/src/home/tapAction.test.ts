import { expect, test } from "vitest";

import { isActive } from "./activity";
import { entity } from "./entities.testdata";
import { opensTheHouse, tapAction } from "./tapAction";

test.each([
  ["light.a", "off", "turn_on", "on"],
  ["light.a", "on", "turn_off", "off"],
  ["switch.a", "unknown", "turn_on", "on"],
  ["fan.a", "on", "turn_off", "off"],
  ["lock.a", "locked", "unlock", "unlocked"],
  ["lock.a", "unlocked", "lock", "locked"],
  ["cover.a", "open", "close_cover", "closed"],
  ["cover.a", "closed", "open_cover", "open"],
  ["media_player.a", "playing", "media_pause", "paused"],
  ["media_player.a", "paused", "media_play", "playing"],
  ["media_player.a", "off", "turn_on", "idle"],
  ["vacuum.a", "docked", "start", "cleaning"],
  ["vacuum.a", "cleaning", "return_to_base", "returning"],
])("a tap on %s that is %s calls %s", (id, state, service, expected) => {
  expect(tapAction(entity(id, state))).toMatchObject({ service, expected });
});

test("what opens the house is asked for twice, what closes it is not", () => {
  const garage = entity("cover.garage", "closed", { device_class: "garage" });
  expect(opensTheHouse(garage, "open_cover")).toBe(true);
  expect(opensTheHouse(garage, "set_cover_position")).toBe(true);
  expect(opensTheHouse(garage, "close_cover")).toBe(false);
  expect(opensTheHouse(entity("cover.blind", "closed"), "open_cover")).toBe(false);
  expect(opensTheHouse(entity("lock.a", "locked"), "unlock")).toBe(true);
  expect(opensTheHouse(entity("lock.a", "unlocked"), "lock")).toBe(false);
});

test("what is only read or not reachable cannot be tapped", () => {
  expect(tapAction(entity("sensor.a", "21"))).toBeNull();
  expect(tapAction(entity("climate.a", "heat"))).toBeNull();
  expect(tapAction(entity("binary_sensor.a", "on"))).toBeNull();
  expect(tapAction(entity("light.a", "unavailable"))).toBeNull();
});

test("only what catches the eye is active", () => {
  expect(isActive(entity("light.a", "on"))).toBe(true);
  expect(isActive(entity("lock.a", "unlocked"))).toBe(true);
  expect(isActive(entity("lock.a", "locked"))).toBe(false);
  expect(isActive(entity("sensor.a", "21"))).toBe(false);
  expect(isActive(entity("light.a", "unavailable"))).toBe(false);
});
