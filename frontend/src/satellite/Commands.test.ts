import { beforeEach, expect, test } from "vitest";

import { MicError } from "../audio/Microphone";
import { event, SPOKEN } from "../conversation/events.testdata";
import { Desk, HELLO, settle } from "./desk.testdata";

let desk: Desk;
beforeEach(async () => {
  desk = new Desk();
  await desk.client.introduce(desk.link, HELLO);
});

test("what is said before the hub has answered is sent first, in order", async () => {
  desk.client.commands.press();
  await settle();
  desk.say(10);
  desk.say(20);
  expect(desk.sent).toEqual(["start true"]);
  desk.acknowledge({ ok: true, run_id: "run-1" });
  await settle();
  desk.say(30);
  expect(desk.sent).toEqual(["start true", "audio 10", "audio 20", "audio 30"]);
});

test.each(["stt-vad-end", "error", "run-end"] as const)(
  "the microphone closes by itself at %s",
  async (type) => {
    await desk.startListening();
    expect(desk.client.snapshot().phase).toBe("listening");
    desk.client.commands.onEvent(event(type, 500));
    expect(desk.listening).toBe(false);
    expect(desk.client.snapshot().phase).toBe(type === "run-end" ? "idle" : "thinking");
  },
);

test("another push before a word was said cancels and leaves no trace", async () => {
  await desk.startListening();
  desk.client.commands.press();
  expect(desk.sent).toContain("cancel");
  expect(desk.listening).toBe(false);
  expect(desk.client.snapshot()).toMatchObject({ phase: "idle", turns: [] });
});

test("another push after speech ends the command, which is then answered", async () => {
  await desk.startListening();
  desk.client.commands.onEvent(event("stt-vad-start", 100));
  desk.client.commands.press();
  expect(desk.sent).toContain("stop");
  expect(desk.listening).toBe(false);
  expect(desk.client.snapshot().phase).toBe("thinking");
});

test("a hub that refuses says why, and the microphone closes", async () => {
  desk.client.commands.press();
  await settle();
  desk.acknowledge({ ok: false, code: "unavailable", message: "No recogniser.", cure: "Wait." });
  await settle();
  expect(desk.listening).toBe(false);
  expect(desk.client.snapshot().turns[0]?.error?.message).toBe("No recogniser.");
});

test("a blocked microphone is explained and nothing is sent", async () => {
  desk.micError = new MicError("denied");
  desk.client.commands.press();
  await settle();
  expect(desk.client.snapshot()).toMatchObject({ phase: "idle", micProblem: "denied" });
  expect(desk.sent).toEqual([]);
});

test("a lost connection closes the microphone and says that no answer will come", async () => {
  await desk.startListening();
  desk.client.disconnected();
  expect(desk.listening).toBe(false);
  expect(desk.client.snapshot()).toMatchObject({ phase: "idle", ready: false });
  expect(desk.client.snapshot().turns[0]).toMatchObject({
    done: true,
    error: { code: "interrupted" },
  });
});

test("what became of an interrupted command is shown once the hub tells", async () => {
  await desk.startListening();
  desk.client.disconnected();
  const [runId = ""] = desk.client.turns.interrupted();
  desk.client.turns.recall(
    runId,
    SPOKEN.map((one) => ({ ...one, run_id: runId })),
  );
  expect(desk.client.turns.interrupted()).toEqual([]);
  expect(desk.client.snapshot().turns[0]).toMatchObject({
    done: true,
    error: null,
    reply: "Turned on the kitchen light.",
  });
});
