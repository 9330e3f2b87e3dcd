import { expect, test } from "vitest";

import { auditionedOf, reach } from "./auditioned";

const HALL = { satellite_id: "hall", name: "Hall", snr_db: 9.5, level_dbfs: -41, after_ms: 80 };
const BATH = { satellite_id: "bath", name: "Bath", snr_db: 18, level_dbfs: -30, score: 0.8 };

function chosen(data: Record<string, unknown>) {
  return { type: "wake-chosen", data } as const;
}

test("the others are told best first, with what was measured of each", () => {
  const told = auditionedOf([
    chosen({ why: "alone", others: [] }),
    { type: "stt-start", data: {} },
    chosen({ why: "snr", waited_ms: 151, snr_db: 24, score: 0.97, others: [HALL, BATH] }),
  ]);
  expect(told?.why).toBe("snr");
  expect(told?.waitedMs).toBe(151);
  expect(told?.winner).toEqual({ snrDb: 24, levelDbfs: null, score: 0.97, afterMs: null });
  expect(told?.others.map(({ name }) => name)).toEqual(["Bath", "Hall"]);
  expect(told?.others[1]?.afterMs).toBe(80);
});

test("a run that no wake word opened, or that tells nonsense, has none to tell of", () => {
  expect(auditionedOf([{ type: "stt-start", data: {} }])).toBeNull();
  expect(auditionedOf([chosen({ why: "magic", others: "all" })])).toBeNull();
  expect(auditionedOf([chosen({ why: "first", others: "all" })])?.others).toEqual([]);
});

test("a bar never leaves its track", () => {
  expect([reach(-3), reach(20), reach(90)]).toEqual([0, 0.5, 1]);
});
