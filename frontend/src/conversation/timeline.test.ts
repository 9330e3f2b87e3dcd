import { expect, test } from "vitest";

import { eventDetail } from "./eventDetail";
import { event, SPOKEN } from "./events.testdata";
import { formatMs, stageBars, timeline, totalMs } from "./timeline";

test("every event has its time since the start, ends have the length of their stage", () => {
  const items = timeline(SPOKEN);
  const find = (type: string) => items.find((item) => item.type === type);
  expect(find("run-start")).toMatchObject({ offsetMs: 0, durationMs: null });
  expect(find("stt-end")?.offsetMs).toBeCloseTo(2200);
  expect(find("stt-end")?.durationMs).toBeCloseTo(2198);
  expect(find("stt-vad-end")?.durationMs).toBeCloseTo(1600);
  expect(find("run-end")?.durationMs).toBeCloseTo(2283);
});

test("only the latest partial text is listed", () => {
  const partials = timeline(SPOKEN).filter((item) => item.type === "stt-partial");
  expect(partials.map((item) => eventDetail(item, "en"))).toEqual(["turn on the"]);
});

test("the stages lie one behind the other", () => {
  expect(stageBars(SPOKEN).map(({ stage }) => stage)).toEqual(["stt", "intent", "tts"]);
  const [stt, intent] = stageBars(SPOKEN);
  expect(stt?.endMs).toBeLessThanOrEqual(intent?.startMs ?? 0);
});

test("a stage that still goes on reaches to the latest event", () => {
  const [bar] = stageBars(SPOKEN.slice(0, 5));
  expect(bar).toMatchObject({ stage: "stt" });
  expect(bar?.endMs).toBeCloseTo(900);
});

test("no events make an empty timeline", () => {
  expect(timeline([])).toEqual([]);
  expect(stageBars([])).toEqual([]);
  expect(totalMs([])).toBe(0);
});

test("an error shows its code and message", () => {
  const [item] = timeline([event("error", 0, { code: "timeout", message: "Too slow." })]);
  expect(item && eventDetail(item, "en")).toBe("timeout: Too slow.");
});

test("times are written as people write them", () => {
  expect(formatMs(31.4, "en")).toBe("31 ms");
  expect(formatMs(2283, "en")).toBe("2.3 s");
  expect(formatMs(2283, "de")).toBe("2,3 s");
  expect(formatMs(65_000, "en")).toBe("1\u00a0min 5\u00a0sec");
});

test("how long was spoken is written as in the language of the page", () => {
  const data = { tts_output: { seconds: 2.25 } };
  const item = { type: "tts-end", offsetMs: 0, durationMs: null, data } as const;

  expect(eventDetail(item, "en")).toBe("2.3 s");
  expect(eventDetail(item, "de")).toBe("2,3 s");
});

test("who else heard the wake word is told with how well", () => {
  const others = [{ name: "Hall", snr_db: 11.6 }, { name: "Bath" }];
  const item = { type: "wake-chosen", offsetMs: 0, durationMs: null, data: { others } } as const;

  expect(eventDetail(item, "en")).toBe("Hall 12 dB · Bath");
});
