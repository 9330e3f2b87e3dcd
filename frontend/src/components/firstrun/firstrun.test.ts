import { expect, test } from "vitest";

import type { SpeechModel } from "../../api/speechModels";
import { mergeJob, type ModelJob } from "../../api/speechModels";
import { guessHome, timeZones } from "./guesses";
import { installed, percent, recommended, sizeText } from "./models";
import { roomChanges, roomsToTick } from "./rooms";

const KNOWN = { language: "en", temperature_unit: "C", time_zone: "UTC" } as const;

test.each([
  [["de-AT", "en"], "de", "C"],
  [["en-US"], "en", "F"],
  [["en-GB", "de"], "en", "C"],
  [["pl-PL", "fr-FR"], "fr", "C"],
  [["pl"], "en", "C"],
])("a browser of %o means a home of %s and degrees %s", (languages, language, unit) => {
  const guess = guessHome({ languages, timeZone: "Europe/Vienna" }, KNOWN);
  expect(guess).toEqual({ language, temperature_unit: unit, time_zone: "Europe/Vienna" });
});

test("a time zone the browser does not list can be chosen all the same", () => {
  expect(timeZones("Mars/Olympus")[0]).toBe("Mars/Olympus");
  expect(timeZones("Europe/Berlin").filter((zone) => zone === "Europe/Berlin")).toHaveLength(1);
});

function model(id: string, change: Partial<SpeechModel> = {}): SpeechModel {
  return {
    id,
    kind: "vosk",
    language: "en-US",
    licence: "Apache-2.0",
    version: "",
    speakers: 1,
    accurate: false,
    download_bytes: 40e6,
    partial_bytes: 0,
    installed: false,
    disk_bytes: null,
    source: "",
    verified: null,
    fault: "",
    in_use: "",
    ...change,
  };
}

test("the model of the region comes first, then a free and small one", () => {
  const models = [
    model("big", { download_bytes: 131e6 }),
    model("small"),
    model("indian", { language: "en-IN", download_bytes: 36e6 }),
    model("broken", { download_bytes: 1, fault: "torn" }),
  ];
  expect(recommended(models, "vosk", ["en-US"])?.id).toBe("small");
  expect(recommended(models, "vosk", ["en-IN"])?.id).toBe("indian");
  expect(recommended(models, "vosk", ["de-AT"])?.id).toBe("small");
  const voices = [
    model("en_US-lessac-medium", { kind: "piper", licence: "research only" }),
    model("en_US-ryan-low", { kind: "piper", download_bytes: 1e6 }),
    model("en_US-john-medium", { kind: "piper", download_bytes: 64e6 }),
  ];
  expect(recommended(voices, "piper", ["en-US"])?.id).toBe("en_US-john-medium");
  expect(recommended([], "piper", [])).toBeNull();
  expect(installed([model("a"), model("b", { installed: true })], "vosk")?.id).toBe("b");
});

test("a job tells how far it has come where it can", () => {
  const job: ModelJob = {
    id: "j",
    model_id: "m",
    state: "running",
    step: "download",
    bytes: 10,
    total_bytes: 40,
    verified: null,
    error: null,
  };
  expect(percent(job)).toBe(25);
  expect(percent({ ...job, total_bytes: null })).toBeNull();
  expect(mergeJob([job], { ...job, bytes: 20 })).toEqual([{ ...job, bytes: 20 }]);
  expect(mergeJob([job], { ...job, id: "k" }).map(({ id }) => id)).toEqual(["k", "j"]);
  expect(sizeText(45_600_000, "en")).toBe("46 MB");
});

test("rooms there are stay ticked once, and those with things in them are fixed", () => {
  const areas = [
    { id: "kitchen", name: "Kitchen", floor_id: null, aliases: ["galley"] },
    { id: "attic", name: "Attic", floor_id: null, aliases: [] },
  ];
  const rooms = roomsToTick(areas, new Set(["kitchen"]), ["kitchen", "Galley", "Office", "office"]);
  expect(rooms.map(({ name, fixed }) => [name, fixed])).toEqual([
    ["Kitchen", true],
    ["Attic", false],
    ["Office", false],
  ]);
  const { added, removed } = roomChanges(rooms, new Set(["office"]));
  expect(added.map(({ name }) => name)).toEqual(["Office"]);
  expect(removed.map(({ name }) => name)).toEqual(["Attic"]);
});
