import { expect, test } from "vitest";

import { isActive } from "./activity";
import { entity } from "./entities.testdata";
import { tapAction } from "./tapAction";

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

test("a thermostat goes off, and on again in a mode it has", () => {
  const modes = { attributes: { hvac_modes: ["off", "cool"] } };
  expect(tapAction(entity("climate.a", "cool", modes))?.data).toEqual({ hvac_mode: "off" });
  expect(tapAction(entity("climate.a", "off", modes))?.data).toEqual({ hvac_mode: "cool" });
  expect(tapAction(entity("climate.a", "off"))?.data).toEqual({ hvac_mode: "heat" });
});

test("what is only read or not reachable cannot be tapped", () => {
  expect(tapAction(entity("sensor.a", "21"))).toBeNull();
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
