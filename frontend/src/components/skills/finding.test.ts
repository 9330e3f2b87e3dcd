import { expect, test } from "vitest";

import { integration } from "../integrations/integrations.testdata";
import { foundSkills } from "./finding";

const clock = integration({ id: "clock", name: "Clock", health: { dot: "ok", text: "" } });
const broken = integration({ id: "tea", name: "Tea", health: { dot: "bad", text: "" } });
const off = integration({ id: "a", name: "Alarms", description: "Wakes you" });

test("skills in trouble come first, those that are off last", () => {
  expect(foundSkills([off, clock, broken], "")).toEqual([broken, clock, off]);
});

test("skills are found by words", () => {
  expect(foundSkills([off, clock, broken], "WAKES alarm")).toEqual([off]);
  expect(foundSkills([off, clock, broken], "moon")).toEqual([]);
});
