import { expect, test } from "vitest";

import {
  type EventPages,
  EVENTS_PAGE,
  type IntegrationEvent,
  withNewEvents,
} from "./integrationEvents";
import { type LogLine, withNewLines } from "./integrationLog";

function event(seq: number, type = "a.pressed"): IntegrationEvent {
  return { seq, integration: "a", type, external_id: null, payload: {}, source: "code", at: seq };
}

function pages(...seqs: number[][]): EventPages {
  return {
    pages: seqs.map((page) => page.map((seq) => event(seq))),
    pageParams: seqs.map((_, index) => (index === 0 ? null : index)),
  };
}

const numbers = (shown: EventPages) => shown.pages.map((page) => page.map(({ seq }) => seq));

test("events that were just told come first, once, whatever order they came in", () => {
  const before = pages([5, 4], [3, 2]);
  expect(numbers(withNewEvents(before, [event(6), event(7), event(5)]))).toEqual([
    [7, 6, 5, 4],
    [3, 2],
  ]);
  expect(withNewEvents(before, [event(4)])).toBe(before);
});

test("a filter lets its own type in alone", () => {
  const told = [event(8, "a.pressed"), event(9, "a.released")];
  expect(numbers(withNewEvents(pages([5]), told, "a.pressed"))).toEqual([[8, 5]]);
});

test("a page left open is cut back to what can be fetched again", () => {
  const many = Array.from({ length: 600 }, (_, at) => event(at + 10));
  const shown = withNewEvents(pages([5], [4]), many);
  expect(shown.pages.length).toBe(1);
  expect(shown.pages[0]?.length).toBe(EVENTS_PAGE);
  expect(shown.pages[0]?.[0]?.seq).toBe(609);
});

test("lines of a log are shown from their level up, newest first, and not without end", () => {
  const line = (seq: number, level: LogLine["level"]): LogLine => ({
    seq,
    integration: "a",
    at: seq,
    level,
    text: "",
  });
  const shown = withNewLines(
    [line(1, "error")],
    [line(2, "debug"), line(3, "warning"), line(1, "error")],
    "warning",
  );
  expect(shown.map(({ seq }) => seq)).toEqual([3, 1]);
  const flood = Array.from({ length: 900 }, (_, at) => line(at + 10, "info"));
  expect(withNewLines([], flood, "debug").length).toBe(500);
});
