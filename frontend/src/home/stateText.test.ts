import { expect, test } from "vitest";

import en from "../locales/en.json";
import { entity } from "./entities.testdata";
import { stateText, type TranslateState } from "./stateText";

const texts: Record<string, string> = en.state;
const translate: TranslateState = (key, values = {}) =>
  texts[key]?.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => values[name] ?? "") ?? null;
const say = (...args: Parameters<typeof entity>) => stateText(entity(...args), translate, "en");

test.each([
  ["a light that is off", say("light.a", "off", { attributes: { brightness_pct: 40 } }), "Off"],
  ["a dimmed light", say("light.a", "on", { attributes: { brightness_pct: 40 } }), "40%"],
  ["brightness of 255", say("light.a", "on", { attributes: { brightness: 255 } }), "100%"],
  ["a fan", say("fan.a", "on", { attributes: { percentage: 66 } }), "66%"],
  ["a lock", say("lock.a", "locked"), "Locked"],
  [
    "a half open cover",
    say("cover.a", "open", { attributes: { current_position: 60 } }),
    "Open 60%",
  ],
  ["an open cover", say("cover.a", "open", { attributes: { current_position: 100 } }), "Open"],
  ["a window", say("binary_sensor.a", "on", { device_class: "window" }), "Open"],
  ["a motion sensor", say("binary_sensor.a", "off", { device_class: "motion" }), "Clear"],
  ["a lost sensor", say("binary_sensor.a", "unavailable"), "Not reachable"],
  [
    "a reading with its unit",
    say("sensor.a", "21.456", { attributes: { unit_of_measurement: "°C" } }),
    "21.46 °C",
  ],
  ["a reading in words", say("sensor.a", "raining_cats"), "Raining cats"],
  [
    "a thermostat",
    say("climate.a", "heat", { attributes: { current_temperature: 20.3, temperature: 21.5 } }),
    "20.3° → 21.5°",
  ],
  [
    "a thermostat that is off",
    say("climate.a", "off", { attributes: { current_temperature: 20, temperature: 21 } }),
    "20° · Off",
  ],
  [
    "a film",
    say("media_player.a", "playing", { attributes: { media_title: "The Blue Planet" } }),
    "The Blue Planet",
  ],
  ["something unheard of", say("gadget.a", "half_awake"), "Half awake"],
])("%s reads well", (_what, text, wanted) => {
  expect(text).toBe(wanted);
});

test("numbers follow the language", () => {
  const sensor = entity("sensor.a", "4.5", { attributes: { unit_of_measurement: "°C" } });
  expect(stateText(sensor, translate, "de")).toBe("4,5 °C");
});
