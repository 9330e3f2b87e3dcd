import { beforeEach, expect, test } from "vitest";

import { Turns } from "./Turns";

let turns: Turns;
beforeEach(() => {
  turns = new Turns(() => undefined);
});

function asked(source: "text" | "audio", runId?: string): string {
  const key = turns.nextKey();
  turns.take({ type: "asked", key, source });
  if (runId !== undefined) {
    turns.take({ type: "accepted", key, runId });
  }
  return key;
}

test("every turn has a key of its own, and goes on until it is answered or refused", () => {
  const [first, second] = [asked("text"), asked("text")];
  turns.take({ type: "refused", key: first, error: { code: "busy", message: "", cure: "" } });
  expect(turns.goesOn(first)).toBe(false);
  expect(turns.goesOn(second)).toBe(true);
  expect(turns.goesOn("never asked")).toBe(false);
});

test("with the connection goes what was under way: told apart by whether the hub had taken it", () => {
  const [taken, unheard] = [asked("audio", "run-1"), asked("text")];
  turns.breakOff();
  expect(turns.of(taken)?.error?.code).toBe("interrupted");
  expect(turns.of(unheard)?.error?.code).toBe("no_answer");
  expect(turns.interrupted()).toEqual(["run-1"]);
});

test("it is known which run was typed", () => {
  asked("audio", "run-1");
  asked("text", "run-2");
  asked("text");
  expect(["run-1", "run-2", undefined].map((run) => turns.wasTyped(run))).toEqual([
    false,
    true,
    false,
  ]);
});
