import { expect, test } from "vitest";

import { againOf, changesOf, formMistakes, formOf, newForm, wishOf } from "./planForm";
import { newRule } from "./rule";
import { planLike } from "./schedules.testdata";

const BERLIN = "Europe/Berlin";
const NOW = Date.UTC(2026, 10, 23, 11, 0) / 1000;
const WORKDAYS = [0, 1, 2, 3, 4];

test("a new alarm is for tomorrow at seven, a new reminder for a full hour today", () => {
  expect(wishOf("alarm", newForm("alarm", NOW, BERLIN))).toEqual({
    kind: "alarm",
    at: "2026-11-24T07:00",
    name: null,
    text: null,
    satellite_id: null,
  });
  const reminder = { ...newForm("reminder", NOW, BERLIN), text: " Call mum " };
  expect(wishOf("reminder", reminder)).toMatchObject({ at: "2026-11-23T14:00", text: "Call mum" });
});

test("what repeats and what happens after a while is said to the hub so", () => {
  const form = newForm("command", NOW, BERLIN);
  expect(wishOf("command", { ...form, text: "lights off", area: "kitchen" })).toEqual({
    kind: "command",
    in_s: 3600,
    name: null,
    text: "lights off",
    satellite_id: null,
    area_id: "kitchen",
  });
  expect(
    wishOf("alarm", {
      ...newForm("alarm", NOW),
      mode: "repeat",
      rule: { ...newRule(), weekdays: [5] },
    }),
  ).toMatchObject({ repeat: { time: "07:00", weekdays: [5] } });
});

test("each mistake is told at its field", () => {
  const form = newForm("reminder", NOW, BERLIN);
  expect(formMistakes("reminder", form, NOW, BERLIN)).toEqual({
    text: "schedules.plan.mistake.text",
  });
  const said = { ...form, text: "Tea" };
  const wrong = (part: object) => formMistakes("reminder", { ...said, ...part }, NOW, BERLIN);
  expect(wrong({})).toEqual({});
  expect(wrong({ time: "11:00" })).toEqual({ when: "schedules.plan.mistake.past" });
  expect(wrong({ day: "" })).toEqual({ when: "schedules.plan.mistake.time" });
  expect(wrong({ day: "2036-01-01" })).toEqual({ when: "schedules.plan.mistake.far" });
  expect(wrong({ mode: "repeat", rule: { ...newRule(), weekdays: [] } })).toEqual({
    weekdays: "schedules.plan.mistake.weekdays",
  });
  expect(wrong({ mode: "later", length: { hours: 0, minutes: 0, seconds: 0 } })).toEqual({
    length: "schedules.plan.mistake.length",
  });
});

test("only what was changed is sent, with what it was", () => {
  const seen = planLike({
    name: "Work",
    repeat: { time: "07:00", weekdays: WORKDAYS },
    due_at: NOW + 19 * 3600,
  });
  const form = formOf(seen, NOW, BERLIN);
  expect(changesOf(seen, form, NOW, BERLIN)).toEqual({ changes: {}, was: {} });
  expect(changesOf(seen, { ...form, name: "School" }, NOW, BERLIN)).toEqual({
    changes: { name: "School" },
    was: { name: "Work" },
  });
  expect(changesOf(seen, { ...form, time: "07:30" }, NOW, BERLIN)).toEqual({
    changes: { repeat: { time: "07:30", weekdays: WORKDAYS } },
    was: { at: null, repeat: seen.repeat },
  });
  const once = { ...form, mode: "once" as const, day: "2026-11-25" };
  expect(changesOf(seen, once, NOW, BERLIN).changes).toEqual({ at: "2026-11-25T07:00" });
});

test("what was set for a length of time was its moment", () => {
  const seen = planLike({ kind: "reminder", text: "Tea", due_at: NOW + 1230.5 });
  const form = { ...formOf(seen, NOW, BERLIN), mode: "later" as const };
  expect(changesOf(seen, form, NOW, BERLIN)).toEqual({
    changes: { in_s: 21 * 60 },
    was: { at: null, repeat: null, due_at: NOW + 1230.5 },
  });
});

test("what was deleted is made again as it was", () => {
  const wish = againOf(planLike({ at: "2026-11-24T07:00:00", name: "Work" }), NOW);
  expect(wish).toMatchObject({ kind: "alarm", at: "2026-11-24T07:00:00", name: "Work" });
  expect(againOf(planLike({ due_at: NOW + 90 }), NOW)).toMatchObject({ in_s: 90 });
  expect(againOf(planLike({ repeat: { time: "07:00", weekdays: [0] } }), NOW)).toMatchObject({
    repeat: { time: "07:00", weekdays: [0] },
  });
});

test("another room of a command, another snooze and more satellites are changes of their own", () => {
  const command = planLike({
    kind: "command",
    text: "go",
    at: "2030-01-31T07:00:00",
    area_id: "a",
  });
  const moved = { ...formOf(command, NOW, BERLIN), area: "" };
  expect(changesOf(command, moved, NOW, BERLIN)).toEqual({
    changes: { area_id: null },
    was: { area_id: "a" },
  });
  const alarm = planLike({ at: "2030-01-31T07:00:00", satellite_id: "x", satellite_ids: ["x"] });
  const louder = { ...formOf(alarm, NOW, BERLIN), snooze: 300, satellites: ["x", "y"] };
  expect(changesOf(alarm, louder, NOW, BERLIN)).toEqual({
    changes: { snooze_s: 300, satellite_ids: ["x", "y"] },
    was: { snooze_s: null, satellite_ids: ["x"], group_id: null },
  });
});
