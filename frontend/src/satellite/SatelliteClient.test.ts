import { beforeEach, describe, expect, test, vi } from "vitest";

import type { Timer } from "../api/types";
import { MicError } from "../audio/Microphone";
import { event, SPOKEN } from "../conversation/events.testdata";
import { Desk, HELLO, reply, settle } from "./desk.testdata";

const TIMER: Timer = {
  id: "t1",
  kind: "timer",
  due_at: 0,
  created_at: 0,
  duration_s: 1,
  name: "pasta",
  satellite_id: null,
  satellite_ids: [],
  group_id: null,
  area_id: null,
  state: "ringing",
  late: false,
  left_s: null,
};

let desk: Desk;
beforeEach(async () => {
  desk = new Desk();
  await desk.client.introduce(desk.link, HELLO);
});

async function startListening(): Promise<void> {
  desk.client.press();
  await settle();
  desk.client.onEvent(event("run-start", 0, { source: "audio" }));
  desk.acknowledge({ ok: true, run_id: "run-1" });
  await settle();
}

describe("speaking", () => {
  test("what is said before the hub has answered is sent first, in order", async () => {
    desk.client.press();
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
      await startListening();
      expect(desk.client.snapshot().phase).toBe("listening");
      desk.client.onEvent(event(type, 500));
      expect(desk.listening).toBe(false);
      expect(desk.client.snapshot().phase).toBe(type === "run-end" ? "idle" : "thinking");
    },
  );

  test("another push before a word was said cancels and leaves no trace", async () => {
    await startListening();
    desk.client.press();
    expect(desk.sent).toContain("cancel");
    expect(desk.listening).toBe(false);
    expect(desk.client.snapshot()).toMatchObject({ phase: "idle", turns: [] });
  });

  test("another push after speech ends the command, which is then answered", async () => {
    await startListening();
    desk.client.onEvent(event("stt-vad-start", 100));
    desk.client.press();
    expect(desk.sent).toContain("stop");
    expect(desk.listening).toBe(false);
    expect(desk.client.snapshot().phase).toBe("thinking");
  });

  test("a hub that refuses says why, and the microphone closes", async () => {
    desk.client.press();
    await settle();
    desk.acknowledge({ ok: false, code: "unavailable", message: "No recogniser.", cure: "Wait." });
    await settle();
    expect(desk.listening).toBe(false);
    expect(desk.client.snapshot().turns[0]?.error?.message).toBe("No recogniser.");
  });

  test("a blocked microphone is explained and nothing is sent", async () => {
    desk.micError = new MicError("denied");
    desk.client.press();
    await settle();
    expect(desk.client.snapshot()).toMatchObject({ phase: "idle", micProblem: "denied" });
    expect(desk.sent).toEqual([]);
  });

  test("a lost connection closes the microphone and says that no answer will come", async () => {
    await startListening();
    desk.client.disconnected();
    expect(desk.listening).toBe(false);
    expect(desk.client.snapshot()).toMatchObject({ phase: "idle", ready: false });
    expect(desk.client.snapshot().turns[0]).toMatchObject({
      done: true,
      error: { code: "interrupted" },
    });
  });

  test("what became of an interrupted command is shown once the hub tells", async () => {
    await startListening();
    desk.client.disconnected();
    const [runId = ""] = desk.client.interrupted();
    desk.client.recall(
      runId,
      SPOKEN.map((one) => ({ ...one, run_id: runId })),
    );
    expect(desk.client.interrupted()).toEqual([]);
    expect(desk.client.snapshot().turns[0]).toMatchObject({
      done: true,
      error: null,
      reply: "Turned on the kitchen light.",
    });
  });
});

describe("replies", () => {
  test("a reply is played, and the hub told when it was heard", () => {
    desk.client.onPlayStart(reply("p1"));
    expect(desk.client.snapshot().phase).toBe("speaking");
    desk.client.onPlayEnd({ id: "p1", keep_listening: false });
    desk.finishPlaying("p1");
    expect(desk.sent).toEqual(["played p1"]);
    expect(desk.client.snapshot().phase).toBe("idle");
  });

  test("a question opens the microphone after it was heard, not before", async () => {
    desk.client.onPlayStart(reply("p1"));
    desk.client.onPlayEnd({ id: "p1", keep_listening: true });
    expect(desk.listening).toBe(false);
    desk.finishPlaying("p1");
    await settle();
    expect(desk.listening).toBe(true);
  });

  test("who types is not listened to unasked", async () => {
    void desk.client.send("turn on the lamp");
    desk.acknowledge({ ok: true, run_id: "run-1" });
    await settle();
    desk.client.onPlayStart({ ...reply("p1"), run_id: "run-1" });
    desk.client.onPlayEnd({ id: "p1", keep_listening: true });
    desk.finishPlaying("p1");
    await settle();
    expect(desk.listening).toBe(false);
  });

  test("a question that is cut off does not open the microphone", async () => {
    desk.client.onPlayStart(reply("p1"));
    desk.client.onPlayEnd({ id: "p1", keep_listening: true });
    desk.client.press();
    desk.finishPlaying("p1");
    await settle();
    expect(desk.listening).toBe(false);
  });

  test("a reply that is cut off while it is still being made opens no microphone", async () => {
    desk.client.onPlayStart(reply("p1"));
    desk.client.press();
    desk.finishPlaying("p1");
    desk.client.onPlayEnd({ id: "p1", keep_listening: true });
    await settle();
    expect(desk.listening).toBe(false);
    expect(desk.sent).toEqual(["cancel", "played p1"]);
  });

  test("a reply the hub cannot finish any more ends with what came", () => {
    desk.client.onPlayStart(reply("p1"));
    desk.client.disconnected();
    expect(desk.heard).toEqual(["start p1", "cut off"]);
    desk.finishPlaying("p1");
    expect(desk.client.snapshot().phase).toBe("idle");
  });

  test("with spoken replies off nothing is played, but announcements are", () => {
    desk.client.setSpeak(false);
    desk.client.onPlayStart(reply("p1"));
    desk.client.onPlayStart(reply("p2", "announce"));
    expect(desk.heard).toEqual(["start p2"]);
    expect(desk.client.snapshot().turns.map((turn) => turn.reply)).toEqual(["Done."]);
  });

  test("the hub is told whether a typed command is to be answered aloud", () => {
    desk.client.setSpeak(false);
    void desk.client.send("what time is it");
    expect(desk.sent).toEqual(["text what time is it false"]);
  });

  test("the reply to a cancelled command is not spoken", async () => {
    void desk.client.send("tell me a story");
    desk.client.onEvent(event("run-start", 0, { source: "text" }));
    desk.acknowledge({ ok: true, run_id: "run-1" });
    await settle();
    desk.client.press();
    desk.client.onEvent(event("run-end", 10));
    desk.client.onPlayStart(reply("p1"));
    expect(desk.heard).toEqual([]);
    expect(desk.client.snapshot().phase).toBe("idle");
  });
});

describe("what the hub watches", () => {
  test("the level is told while it is asked for and the microphone is open", async () => {
    desk.client.onLevels(true);
    expect(desk.sent).toEqual(["level closed"]);
    await startListening();
    desk.say(10);
    expect(desk.sent.at(-1)).toBe("level");
    desk.client.press();
    expect(desk.sent.at(-1)).toBe("level closed");
    desk.client.onLevels(false);
    await startListening();
    desk.say(10);
    expect(desk.sent.filter((one) => one === "level")).toHaveLength(1);
  });

  test("levels are told a few times a second only", async () => {
    desk.client.onLevels(true);
    await startListening();
    for (let piece = 0; piece < 20; piece += 1) {
      desk.say(10);
    }
    expect(desk.sent.filter((one) => one === "level")).toHaveLength(1);
  });

  test("a blocked microphone is noted in the log of the hub", async () => {
    desk.micError = new MicError("denied");
    desk.client.press();
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
});

describe("rings", () => {
  test("a timer rings until its button is pushed", () => {
    desk.client.sounds.ring({ timer: TIMER, text: "Your pasta is done." });
    expect(desk.heard.at(-1)).toBe("ring");
    desk.client.stopRing("t1");
    expect(desk.sent).toEqual(["ring_stop t1"]);
    expect(desk.heard.at(-1)).toBe("quiet");
    expect(desk.client.snapshot().rings).toEqual([]);
  });

  test("what is snoozed falls silent once the hub has agreed", async () => {
    desk.client.sounds.ring({ timer: TIMER, text: "" });
    expect((await desk.client.snoozeRing("t1")).ok).toBe(true);
    expect(desk.sent).toEqual(["ring_snooze t1"]);
    expect(desk.client.snapshot().rings).toEqual([]);
    desk.client.disconnected();
    expect((await desk.client.snoozeRing("t1")).ok).toBe(false);
  });

  test("the bell goes on while another timer rings", () => {
    desk.client.sounds.ring({ timer: TIMER, text: "" });
    desk.client.sounds.ring({ timer: { ...TIMER, id: "t2" }, text: "" });
    const before = desk.heard.length;
    desk.client.sounds.stopRing("t1");
    expect(desk.heard.slice(before)).toEqual([]);
    desk.client.sounds.stopRing();
    expect(desk.heard.at(-1)).toBe("quiet");
  });
});
