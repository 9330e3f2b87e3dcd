import { beforeEach, expect, test } from "vitest";

import { Audition } from "./Audition";
import { Capture } from "./Capture";

let audition: Audition;
let capture: Capture;
beforeEach(() => {
  audition = new Audition();
  capture = new Capture("turn-1");
  audition.hold(capture, "run-1");
});

test("a wake word is held until this satellite is chosen", () => {
  expect(capture.held).toBe(true);
  expect(audition.hear({ type: "run-start", run_id: "run-1" })).toBeNull();
  expect(audition.hear({ type: "wake-chosen", run_id: "run-1" })).toBe("chosen");
  expect(audition.release()).toEqual({ capture, runId: "run-1" });
  expect(capture.held).toBe(false);
  expect(audition.release()).toBeNull();
});

test("a run that ends before was answered by another satellite", () => {
  expect(audition.hear({ type: "run-end", run_id: "run-1" })).toBe("lost");
});

test("other runs decide nothing about it", () => {
  expect(audition.hear({ type: "wake-chosen", run_id: "run-2" })).toBeNull();
  expect(audition.hear({ type: "run-end", run_id: "run-2" })).toBeNull();
});

test("a run may be chosen before it is told that there is one", () => {
  audition.release();
  audition.hear({ type: "wake-chosen", run_id: "run-2" });
  expect(audition.wasChosen("run-2")).toBe(true);
  expect(audition.wasChosen("run-1")).toBe(false);
});
