import { expect, test } from "vitest";

import { plannedOf } from "./planned";

test("the next alarm comes first, and timers are shown elsewhere", () => {
  const planned = plannedOf(
    [
      { id: "a", kind: "alarm", text: "", name: "Work", in_s: [900, 87_300] },
      { id: "t", kind: "timer", text: "", in_s: [60] },
      { id: "r", kind: "reminder", text: "", in_s: [300] },
      { id: "n", kind: "alarm", text: "", in_s: [] },
    ],
    1000,
  );
  expect(planned).toEqual([
    { id: "r", kind: "reminder", name: "", dueAt: 1300 },
    { id: "a", kind: "alarm", name: "Work", dueAt: 1900 },
  ]);
});
