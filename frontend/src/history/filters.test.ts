import { expect, test } from "vitest";

import { chosen, fits, NO_FILTER, readFilter, toQuery } from "./filters";
import { run } from "./history.testdata";

test("a filter is read from the address and written there again", () => {
  const address = "words=lamp+on&outcome=failed&from_day=2026-03-01&area_id=hall";
  const filter = readFilter(new URLSearchParams(address));
  expect(filter).toMatchObject({ words: "lamp on", outcome: "failed", area_id: "hall" });
  expect(readFilter(toQuery(filter))).toEqual(filter);
  expect(chosen(filter)).toBe(3);
});

test("what makes no sense in an address is left out", () => {
  const address = "outcome=great&source=smoke&from_day=soon&to_day=2026-99-99&other=1";
  expect(readFilter(new URLSearchParams(address))).toEqual(NO_FILTER);
});

test.each([
  [{ words: "LÄMP turn" }, true],
  [{ words: "lamp kitchen" }, false],
  [{ words: "strasse" }, true],
  [{ words: "light out" }, true],
  [{ outcome: "done", source: "text" }, true],
  [{ source: "audio" }, false],
  [{ intent: "HassTurnOn", skill: "home" }, true],
  [{ intent: "HassTurn" }, false],
  [{ satellite_id: "s1" }, false],
  [{ from_day: "2026-03-28", to_day: "2026-03-28" }, true],
  [{ to_day: "2026-03-27" }, false],
  [{ from_day: "2026-03-29" }, false],
])("a run that came just now is looked for by %j: %s", (filter, expected) => {
  const one = run({
    text: "turn on the lämp",
    reply: "Straße",
    alternatives: [{ text: "light out", confidence: null }],
    commands: [
      {
        intent: "HassTurnOn",
        skill: "home",
        slots: {},
        reply: "",
        error: null,
        template: "",
        score: 1,
      },
    ],
  });
  expect(fits(one, { ...NO_FILTER, ...filter }, "UTC")).toBe(expected);
});
