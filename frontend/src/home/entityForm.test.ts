import { expect, test } from "vitest";

import { entity } from "./entities.testdata";
import { changeOf, choiceOf } from "./entityForm";

const lamp = choiceOf(entity("light.lamp", "on", { name: "Lamp", area_id: "kitchen" }));

test("only what was changed is sent, with what it was", () => {
  expect(changeOf(lamp, { ...lamp, name: " Big Lamp " })).toEqual({
    name: "Big Lamp",
    was: { name: "Lamp" },
  });
  expect(changeOf(lamp, { ...lamp, area_id: null, aliases: ["Glow"] })).toEqual({
    area_id: null,
    aliases: ["Glow"],
    was: { area_id: "kitchen", aliases: [] },
  });
});

test("nothing is sent when nothing was changed", () => {
  expect(changeOf(lamp, { ...lamp, name: "Lamp " })).toBeNull();
});

test("who overwrites somebody else's change leaves the rest of it alone", () => {
  const theirs = { ...lamp, name: "Their Lamp", area_id: "bath" };
  expect(changeOf(lamp, { ...lamp, name: "My Lamp" }, theirs)).toEqual({
    name: "My Lamp",
    was: { name: "Their Lamp" },
  });
});
