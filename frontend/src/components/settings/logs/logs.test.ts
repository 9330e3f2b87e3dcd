import { expect, test } from "vitest";

import { firstGap, type HubLogLine, joined } from "../../../api/hubLog";
import { asFile, sourceParts, wanted } from "./filter";

function line(seq: number, about: Partial<HubLogLine> = {}): HubLogLine {
  return {
    seq,
    at: 1_800_000_000 + seq,
    level: "info",
    source: "hub",
    logger: "ova.hub",
    text: `line ${seq}`,
    ...about,
  };
}

const seqs = (lines: readonly HubLogLine[]) => lines.map(({ seq }) => seq);

test("new lines come in front, each once, in the order they were written", () => {
  expect(seqs(joined([line(3), line(2)], [line(2), line(5), line(4)]))).toEqual([5, 4, 3, 2]);
});

test("a line that was not told is noticed", () => {
  expect(firstGap([line(3), line(2), line(1)])).toBeNull();
  expect(firstGap([line(5), line(2), line(1)])).toBe(5);
});

test("lines are found by level, source and text", () => {
  const lines = [
    line(3, { level: "error", text: "The door is stuck" }),
    line(2, { source: "integration:sunny" }),
    line(1, { level: "debug" }),
  ];
  expect(seqs(wanted(lines, { level: "info", source: "", text: "" }))).toEqual([3, 2]);
  expect(seqs(wanted(lines, { level: "debug", source: "hub", text: "" }))).toEqual([3, 1]);
  expect(seqs(wanted(lines, { level: "debug", source: "", text: " DOOR " }))).toEqual([3]);
});

test("a file has the oldest line first", () => {
  expect(asFile([line(2, { level: "warning" }), line(1)])).toBe(
    "2027-01-15T08:00:01.000Z INFO    hub ova.hub: line 1\n" +
      "2027-01-15T08:00:02.000Z WARNING hub ova.hub: line 2\n",
  );
});

test("a source tells its kind and which one it is", () => {
  expect(sourceParts("hub")).toEqual({ kind: "hub", id: "" });
  expect(sourceParts("integration:llm#2")).toEqual({ kind: "integration", id: "llm#2" });
});
