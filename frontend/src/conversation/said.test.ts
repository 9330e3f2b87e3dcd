import { expect, test } from "vitest";

import type { PastRun } from "../api/latestRuns";
import { lastSaid } from "./said";
import { newTurn } from "./turn";

const run = (run_id: string, error: string | null = null) =>
  ({ run_id, text: `said ${run_id}`, reply: "Done.", error, started_at: 5 }) as PastRun;
const turn = (runId: string, heard: string) => ({ ...newTurn(runId, "audio", runId), heard });

test("what goes on comes before what is over, and nothing twice", () => {
  const said = lastSaid([run("b"), run("a")], [turn("b", "old"), turn("c", "turn on")], 9);
  expect(said.map(({ runId, live }) => [runId, live])).toEqual([
    ["c", true],
    ["b", false],
    ["a", false],
  ]);
});

test("what nothing was heard of yet is not listed, and the list is short", () => {
  expect(lastSaid([run("a"), run("b")], [turn("c", "")], 1)).toMatchObject([{ runId: "a" }]);
});

test("a question is no failure", () => {
  expect(lastSaid([run("a", "confirm"), run("b", "no_entity")], [], 9)).toMatchObject([
    { failed: false },
    { failed: true },
  ]);
});
