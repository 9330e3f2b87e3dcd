import { expect, test } from "vitest";

import type { RunDetail } from "../api/history";
import type { RunEvent } from "../api/types";
import { run } from "./history.testdata";
import { faultOf, understoodOf, valueText } from "./understood";

function detail(...events: [RunEvent["type"], Record<string, unknown>][]): RunDetail {
  return {
    ...run(),
    tried_again: [],
    events: events.map(([type, data]) => ({
      run_id: "r1",
      type,
      timestamp: 0,
      satellite_id: null,
      data,
    })),
  };
}

test("how a command was understood is read from its events", () => {
  const reading = { sentence: "turn on the lamp", steps: [], score: 1 };
  const stage = { stage: "home", outcome: "took", why: "fits", score: 1 };
  const found = understoodOf(
    detail([
      "intent-end",
      {
        trace: { readings: [reading, 7, {}], stages: [stage, null, {}] },
        nearest: ["a", 1],
        detail: { entity: "x" },
      },
    ]),
  );
  expect(found).toEqual({
    stages: [stage],
    readings: [reading],
    nearest: ["a"],
    detail: { entity: "x" },
  });
});

test("events of a strange shape are no reason to fail", () => {
  expect(understoodOf(detail(["intent-end", { trace: "?", nearest: {} }]))).toEqual({
    stages: [],
    readings: [],
    nearest: [],
    detail: {},
  });
  expect(faultOf(detail(["error", { message: 4 }]))).toEqual({
    message: "",
    cure: "",
    reason: "",
  });
});

test("the last error says what was wrong", () => {
  const one = detail(["error", { message: "first" }], ["error", { message: "last", cure: "do" }]);
  expect(faultOf(one)).toEqual({ message: "last", cure: "do", reason: "" });
  expect(valueText({ a: 1 })).toBe('{"a":1}');
});
