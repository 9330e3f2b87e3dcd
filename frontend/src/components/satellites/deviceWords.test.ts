import { expect, test } from "vitest";

import { afterSwitching, type DeviceWords, listenedFor } from "./deviceWords";

const device = (most: number): DeviceWords => ({
  words: ["okay_nabu", "hey_jarvis", "alexa"].map((id) => ({ id, phrase: id })),
  active: ["okay_nabu"],
  most,
});
const of = (...ids: string[]) => ids.map((id) => ({ id, sensitivity: 0.5 }));

test("a device listens for what was chosen, else for what it was set to", () => {
  expect(listenedFor(device(2), null)).toEqual(["okay_nabu"]);
  expect(listenedFor(device(2), of("alexa", "hey_jarvis"))).toEqual(["hey_jarvis", "alexa"]);
  expect(listenedFor(device(2), of("alexa", "gone_with_the_firmware"))).toEqual(["alexa"]);
});

test("where one is heard at a time, another takes its place", () => {
  expect(afterSwitching(device(1), ["okay_nabu"], "alexa", true)).toEqual(of("alexa"));
});

test("neither none nor too many are chosen", () => {
  expect(afterSwitching(device(2), ["okay_nabu"], "alexa", true)).toEqual(of("okay_nabu", "alexa"));
  expect(afterSwitching(device(2), ["okay_nabu", "alexa"], "okay_nabu", false)).toEqual(
    of("alexa"),
  );
  expect(afterSwitching(device(2), ["okay_nabu"], "okay_nabu", false)).toBeNull();
  expect(afterSwitching(device(2), ["okay_nabu", "alexa"], "hey_jarvis", true)).toBeNull();
});
