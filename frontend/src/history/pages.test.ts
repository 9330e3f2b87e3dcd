import { expect, test } from "vitest";

import type { RunPages } from "../api/history";
import { run } from "./history.testdata";
import { firstPage, withoutRuns, withRun } from "./pages";

const known: RunPages = {
  pages: [
    [run({ run_id: "d", seq: 4 }), run({ run_id: "c", seq: 3 })],
    [run({ run_id: "b", seq: 2 }), run({ run_id: "a", seq: 1 })],
  ],
  pageParams: [null, 3],
};
const ids = (pages: RunPages) => pages.pages.map((page) => page.map(({ run_id: id }) => id));

test("a run that ends comes first, if it is looked for", () => {
  expect(ids(withRun(known, run({ run_id: "e", seq: null }), true))[0]).toEqual(["e", "d", "c"]);
  expect(withRun(known, run({ run_id: "e", seq: null }), false)).toBe(known);
});

test("a run that changes stays where it is and keeps its number", () => {
  const changed = withRun(known, run({ run_id: "b", seq: null, recording: true }), true);
  expect(ids(changed)).toEqual(ids(known));
  expect(changed.pages[1]?.[0]).toMatchObject({ recording: true, seq: 2 });
});

test("an old run that is not on any page yet is no new one", () => {
  expect(withRun(known, run({ run_id: "old", seq: 0 }), true)).toBe(known);
});

test("deleted runs go, from whatever page", () => {
  expect(ids(withoutRuns(known, ["c", "b", "nobody"]))).toEqual([["d"], ["a"]]);
  expect(ids(withoutRuns(known, null))).toEqual([[]]);
});

test("to read all anew only the first page is kept", () => {
  expect(firstPage(known)).toEqual({ pages: [known.pages[0]], pageParams: [null] });
});
