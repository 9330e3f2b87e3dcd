import { describe, expect, test } from "vitest";

import {
  chosenWakeWords,
  factOf,
  inOrder,
  KEPT_LINES,
  mergePairing,
  type Pairing,
  type SatelliteInfo,
  type SatelliteLine,
  withNewLine,
} from "../../api/satellites";
import { isWholeCode } from "./code";

const SATELLITE: SatelliteInfo = {
  ...{ id: "a", name: "Hall", kind: "ova", area_id: null, connected: true, last_seen: 1 },
  ...{
    version: "1",
    person: "",
    agent: "",
    earshot: "",
    patience: "default",
    mic_muted: false,
    wake_sound: true,
    done_sound: false,
    error_sound: true,
    stop_word: true,
    quiet_hours: "",
    control_areas: [],
    control_not: [],
    volume: 100,
    muted: false,
    language: "",
    voice: "",
    recogniser: "",
    paired: true,
  },
  info: { address: "10.0.0.7", facts: { system: "Linux" } },
  health: { connected_since: 1, round_trip_ms: 2, drop_outs: 0, last_drop_out: null },
};
const PAIRING: Pairing = {
  ...{ id: "p", satellite_id: "a", name: "Hall", area: "", version: "1", address: "10.0.0.7" },
  ...{ asked_at: 1, expires_at: 601, known: false, tries_left: 5, state: "waiting" as const },
};
const line = (seq: number): SatelliteLine => ({
  ...{ seq, satellite_id: "a", at: seq, source: "hub", level: "info", text: String(seq) },
});

test.each([
  ["k7m-2qx", true],
  [" K7M 2QX ", true],
  ["K7M2Q", false],
  ["K7M2QXX", false],
  ["", false],
])("the code %s is whole: %s", (typed, whole) => {
  expect(isWholeCode(typed)).toBe(whole);
});

describe("satellites", () => {
  test("those that are there come first", () => {
    const away = { ...SATELLITE, id: "b", name: "Attic", connected: false };
    expect(inOrder([away, SATELLITE]).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("what it tells of itself may be missing or nonsense", () => {
    expect(factOf(SATELLITE, "address")).toBe("10.0.0.7");
    expect(factOf(SATELLITE, "system")).toBe("Linux");
    expect(factOf({ ...SATELLITE, info: { facts: 3 } }, "system")).toBe("");
    expect(chosenWakeWords(SATELLITE)).toBeNull();
  });
});

test("a request that is over goes away", () => {
  const known = [PAIRING];
  expect(mergePairing(known, { ...PAIRING, state: "accepted" })[0]?.state).toBe("accepted");
  expect(mergePairing(known, { ...PAIRING, state: "joined" })).toEqual([]);
  expect(mergePairing([], { ...PAIRING, state: "expired" })).toEqual([]);
});

test("new lines come in front, once, and the oldest go", () => {
  expect(withNewLine([line(1)], line(2)).map(({ seq }) => seq)).toEqual([2, 1]);
  expect(withNewLine([line(1)], line(1))).toHaveLength(1);
  const many = Array.from({ length: KEPT_LINES }, (_, seq) => line(seq));
  expect(withNewLine(many, line(999))).toHaveLength(KEPT_LINES);
});
