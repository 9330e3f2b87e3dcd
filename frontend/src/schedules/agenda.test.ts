import { expect, test } from "vitest";

import { agendaOf, firstOf, upcoming } from "./agenda";
import { planLike } from "./schedules.testdata";

const MIDNIGHT = Date.UTC(2026, 10, 22, 23, 0) / 1000; // in Berlin
const PLANS = [
  planLike({ id: "late", due_at: MIDNIGHT + 90_000 }),
  planLike({ id: "paused", due_at: MIDNIGHT, state: "paused" }),
  planLike({ id: "early", due_at: MIDNIGHT + 60 }),
  planLike({ id: "rings", due_at: MIDNIGHT - 60, state: "ringing" }),
  planLike({ id: "before", due_at: MIDNIGHT - 30 }),
];

test("what waits is sorted into the days of the home, the next one first", () => {
  const agenda = agendaOf(PLANS, "Europe/Berlin");
  expect(agenda.days.map(({ day, plans }) => [day, plans.map(({ id }) => id)])).toEqual([
    ["2026-11-22", ["before"]],
    ["2026-11-23", ["early"]],
    ["2026-11-24", ["late"]],
  ]);
  expect(agenda.now.map(({ id }) => id)).toEqual(["rings"]);
  expect(agenda.paused.map(({ id }) => id)).toEqual(["paused"]);
});

test("a long agenda is shown from its beginning", () => {
  const { days } = agendaOf(PLANS, "Europe/Berlin");
  const first = firstOf(days, 2);
  expect(first.days.map(({ day }) => day)).toEqual(["2026-11-22", "2026-11-23"]);
  expect(first.more).toBe(1);
  expect(firstOf(days, 9).more).toBe(0);
});

test("a small card shows what rings, then what is next", () => {
  expect(upcoming(PLANS, 3).map(({ id }) => id)).toEqual(["rings", "before", "early"]);
});
