import { beforeEach, expect, test } from "vitest";

import { event } from "../conversation/events.testdata";
import { Desk, HELLO, reply, settle } from "./desk.testdata";

let desk: Desk;
beforeEach(async () => {
  desk = new Desk();
  await desk.client.introduce(desk.link, HELLO);
});

test("a reply is played, and the hub told when it was heard", () => {
  desk.client.replies.onPlayStart(reply("p1"));
  expect(desk.client.snapshot().phase).toBe("speaking");
  desk.client.replies.onPlayEnd({ id: "p1", keep_listening: false });
  desk.finishPlaying("p1");
  expect(desk.sent).toEqual(["played p1"]);
  expect(desk.client.snapshot().phase).toBe("idle");
});

test("a question opens the microphone after it was heard, not before", async () => {
  desk.client.replies.onPlayStart(reply("p1"));
  desk.client.replies.onPlayEnd({ id: "p1", keep_listening: true });
  expect(desk.listening).toBe(false);
  desk.finishPlaying("p1");
  await settle();
  expect(desk.listening).toBe(true);
});

test("who types is not listened to unasked", async () => {
  void desk.client.commands.send("turn on the lamp");
  desk.acknowledge({ ok: true, run_id: "run-1" });
  await settle();
  desk.client.replies.onPlayStart({ ...reply("p1"), run_id: "run-1" });
  desk.client.replies.onPlayEnd({ id: "p1", keep_listening: true });
  desk.finishPlaying("p1");
  await settle();
  expect(desk.listening).toBe(false);
});

test("a question that is cut off does not open the microphone", async () => {
  desk.client.replies.onPlayStart(reply("p1"));
  desk.client.replies.onPlayEnd({ id: "p1", keep_listening: true });
  desk.client.commands.press();
  desk.finishPlaying("p1");
  await settle();
  expect(desk.listening).toBe(false);
});

test("a reply that is cut off while it is still being made opens no microphone", async () => {
  desk.client.replies.onPlayStart(reply("p1"));
  desk.client.commands.press();
  desk.finishPlaying("p1");
  desk.client.replies.onPlayEnd({ id: "p1", keep_listening: true });
  await settle();
  expect(desk.listening).toBe(false);
  expect(desk.sent).toEqual(["cancel", "played p1"]);
});

test("a reply the hub cannot finish any more ends with what came", () => {
  desk.client.replies.onPlayStart(reply("p1"));
  desk.client.disconnected();
  expect(desk.heard).toEqual(["start p1", "cut off"]);
  desk.finishPlaying("p1");
  expect(desk.client.snapshot().phase).toBe("idle");
});

test("with spoken replies off nothing is played, but announcements are", () => {
  desk.client.setSpeak(false);
  desk.client.replies.onPlayStart(reply("p1"));
  desk.client.replies.onPlayStart(reply("p2", "announce"));
  expect(desk.heard).toEqual(["start p2"]);
  expect(desk.client.snapshot().turns.map((turn) => turn.reply)).toEqual(["Done."]);
});

test("the hub is told whether a typed command is to be answered aloud", () => {
  desk.client.setSpeak(false);
  void desk.client.commands.send("what time is it");
  expect(desk.sent).toEqual(["text what time is it false"]);
});

test("the reply to a cancelled command is not spoken", async () => {
  void desk.client.commands.send("tell me a story");
  desk.client.commands.onEvent(event("run-start", 0, { source: "text" }));
  desk.acknowledge({ ok: true, run_id: "run-1" });
  await settle();
  desk.client.commands.press();
  desk.client.commands.onEvent(event("run-end", 10));
  desk.client.replies.onPlayStart(reply("p1"));
  expect(desk.heard).toEqual([]);
  expect(desk.client.snapshot().phase).toBe("idle");
});
