import { expect, test } from "vitest";

import { clockText, dayOf, dayText, rowsOf } from "./days";
import { run } from "./history.testdata";

const at = (...parts: [number, number, number, number, number?]) =>
  Date.UTC(...(parts as [number, number, number, number])) / 1000;

test("a day is that of the home, wherever the browser is", () => {
  const late = at(2026, 2, 28, 23);
  expect(dayOf(late, "UTC")).toBe("2026-03-28");
  expect(dayOf(late, "Europe/Berlin")).toBe("2026-03-29");
  expect(dayOf(late, "America/New_York")).toBe("2026-03-28");
  expect(clockText(late, "Europe/Berlin", "de")).toBe("00:00");
});

test("runs stand under their days", () => {
  const runs = [
    run({ run_id: "c", started_at: at(2026, 2, 29, 1) }),
    run({ run_id: "b", started_at: at(2026, 2, 28, 23) }),
    run({ run_id: "a", started_at: at(2026, 2, 28, 1) }),
  ];
  const names = (zone: string) =>
    rowsOf(runs, zone).map((row) => (row.kind === "day" ? row.day : row.run.run_id));
  expect(names("UTC")).toEqual(["2026-03-29", "c", "2026-03-28", "b", "a"]);
  expect(names("Europe/Berlin")).toEqual(["2026-03-29", "c", "b", "2026-03-28", "a"]);
});

test("a day that comes twice around midnight has two headings of their own", () => {
  const runs = ["x", "y", "z"].map((id, index) =>
    run({ run_id: id, started_at: at(2026, 2, index === 1 ? 27 : 28, 12) }),
  );
  expect(new Set(rowsOf(runs, "UTC").map(({ key }) => key)).size).toBe(6);
});

test("days near now have names", () => {
  const now = at(2026, 2, 29, 12);
  expect(dayText("2026-03-29", now, "UTC", "en")).toBe("Today");
  expect(dayText("2026-03-28", now, "UTC", "de")).toBe("Gestern");
  expect(dayText("2026-03-20", now, "UTC", "en")).toBe("Friday, March 20");
  expect(dayText("2025-12-31", now, "UTC", "en")).toBe("Wednesday, December 31, 2025");
});
