import { beforeEach, expect, test, vi } from "vitest";

import { MicError } from "../audio/Microphone";
import { Desk, HELLO, settle } from "./desk.testdata";

let desk: Desk;
beforeEach(async () => {
  desk = new Desk();
  await desk.client.introduce(desk.link, HELLO);
});

test("the home's time zone is taken from the greeting, if this browser knows it", async () => {
  for (const [told, known] of [
    ["Europe/Berlin", "Europe/Berlin"],
    ["Middle-earth/Shire", undefined],
    [undefined, undefined],
  ] as const) {
    desk.hub = { version: "1", ...(told === undefined ? {} : { time_zone: told }) };
    await desk.client.introduce(desk.link, HELLO);
    expect(desk.client.snapshot().zone).toBe(known);
  }
});

test("the level is told while it is asked for and the microphone is open", async () => {
  desk.client.onLevels(true);
  expect(desk.sent).toEqual(["level closed"]);
  await desk.startListening();
  desk.say(10);
  expect(desk.sent.at(-1)).toBe("level");
  desk.client.commands.press();
  expect(desk.sent.at(-1)).toBe("level closed");
  desk.client.onLevels(false);
  await desk.startListening();
  desk.say(10);
  expect(desk.sent.filter((one) => one === "level")).toHaveLength(1);
});

test("levels are told a few times a second only", async () => {
  desk.client.onLevels(true);
  await desk.startListening();
  for (let piece = 0; piece < 20; piece += 1) {
    desk.say(10);
  }
  expect(desk.sent.filter((one) => one === "level")).toHaveLength(1);
});

test("a blocked microphone is noted in the log of the hub", async () => {
  desk.micError = new MicError("denied");
  desk.client.commands.press();
  await settle();
  expect(desk.logged).toEqual(["The microphone cannot be used: denied."]);
});

test("being looked for is shown for a while", () => {
  vi.useFakeTimers();
  desk.client.onIdentify();
  expect(desk.client.snapshot().identifying).toBe(true);
  vi.advanceTimersByTime(10_000);
  expect(desk.client.snapshot().identifying).toBe(false);
  vi.useRealTimers();
});
