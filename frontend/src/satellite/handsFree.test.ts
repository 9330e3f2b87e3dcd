import { describe, expect, test, vi } from "vitest";

import { MicError } from "../audio/Microphone";
import { event } from "../conversation/events.testdata";
import { Desk, HELLO, reply, settle } from "./desk.testdata";

describe("hands free", () => {
  const QUIET = 0.0001;

  async function waiting(): Promise<Desk> {
    const desk = new Desk();
    await desk.client.introduce(desk.link, HELLO);
    desk.client.handsFree.want(true);
    await settle();
    return desk;
  }

  test("a quiet room sends nothing, a voice is sent, and the microphone stays open", async () => {
    const desk = await waiting();
    expect(desk.client.snapshot().handsFree).toMatchObject({
      phase: "waiting",
      phrases: ["Okay Nabu"],
    });
    desk.say(1600, QUIET);
    desk.say(1600, QUIET);
    expect(desk.sent).toEqual(["wait"]);
    desk.say(1600);
    expect(desk.sent).toEqual(["wait", "audio 4800"]);
    desk.say(1600);
    desk.client.commands.onWake({ run_id: "run-1" });
    expect(desk.sent.slice(2)).toEqual(["audio 1600"]);
  });

  test("while it waits nobody is shown as being listened to", async () => {
    const desk = await waiting();
    desk.say(1600);
    expect(desk.client.snapshot().phase).toBe("idle");
  });

  test("at the wake word what is spoken is silenced and the command is listened to", async () => {
    const desk = await waiting();
    desk.client.replies.onPlayStart(reply("r1", "announce"));
    desk.client.commands.onWake({ run_id: "run-1" });
    expect(desk.heard.at(-1)).toBe("wake");
    expect(desk.client.snapshot().phase).toBe("listening");
    desk.say(10, QUIET);
    expect(desk.sent.at(-1)).toBe("audio 10");
    desk.client.commands.onEvent(event("run-start", 0));
    desk.client.commands.onEvent(event("stt-vad-end", 900));
    expect(desk.listening).toBe(true);
    desk.say(11, QUIET);
    expect(desk.sent.at(-1)).toBe("audio 10");
  });

  test("while something is heard the hub listens for stop, and ends it by its word", async () => {
    const desk = await waiting();
    desk.client.handsFree.setStopWord(true);
    expect(desk.sent).toEqual(["wait"]);
    desk.client.replies.onPlayStart(reply("a1", "announce"));
    expect(desk.sent.at(-1)).toBe("wait_stop");
    desk.client.onHush();
    desk.finishPlaying("a1");
    expect(desk.sent).toContain("wait_stop_over");
  });

  test("where it is switched off, or the microphone is, nothing is sent for it", async () => {
    const desk = await waiting();
    desk.client.replies.onPlayStart(reply("a1", "announce"));
    expect(desk.sent).toEqual(["wait"]);
    desk.client.handsFree.setStopWord(true);
    desk.client.handsFree.mute(true);
    expect(desk.sent.slice(1)).toEqual(["wait_stop", "wait_stop_over", "wait_over"]);
  });

  test("a microphone that is switched off is closed, and the hub need not wait", async () => {
    const desk = await waiting();
    desk.client.handsFree.mute(true);
    expect(desk.listening).toBe(false);
    expect(desk.sent.at(-1)).toBe("wait_over");
    expect(desk.client.snapshot().handsFree.phase).toBe("muted");
    desk.client.handsFree.mute(false);
    await settle();
    expect(desk.listening).toBe(true);
  });

  test("a connection that comes back is waited on again, with the microphone open all along", async () => {
    const desk = await waiting();
    desk.client.disconnected();
    await settle();
    expect(desk.listening).toBe(true);
    await desk.client.introduce(desk.link, HELLO);
    await settle();
    expect(desk.sent.filter((message) => message === "wait")).toHaveLength(2);
    expect(desk.client.snapshot().handsFree.phase).toBe("waiting");
  });

  test("a microphone that goes away is looked for again, and says so", async () => {
    vi.useFakeTimers();
    const desk = await waiting();
    desk.micError = new MicError("missing");
    desk.unplug();
    expect(desk.client.snapshot().handsFree).toMatchObject({
      phase: "trouble",
      micProblem: "missing",
    });
    await vi.advanceTimersByTimeAsync(3_000);
    desk.micError = null;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.client.snapshot().handsFree.phase).toBe("waiting");
    vi.useRealTimers();
  });

  test("a microphone that was refused is not asked for again and again", async () => {
    const desk = new Desk();
    await desk.client.introduce(desk.link, HELLO);
    desk.micError = new MicError("denied");
    desk.client.handsFree.want(true);
    await settle();
    desk.micError = null;
    await settle();
    expect(desk.client.snapshot().handsFree.micProblem).toBe("denied");
    desk.client.handsFree.again();
    await settle();
    expect(desk.client.snapshot().handsFree.phase).toBe("waiting");
  });

  test("where several heard it nothing is shown until this one is chosen", async () => {
    const desk = await waiting();
    desk.client.commands.onWake({ run_id: "run-1", chosen: false });
    desk.say(10, QUIET);
    expect(desk.sent.at(-1)).toBe("audio 10");
    expect(desk.client.snapshot().phase).toBe("idle");
    desk.client.commands.onEvent({ ...event("run-end", 9), type: "wake-chosen" });
    expect(desk.heard).toEqual(["wake"]);
    expect(desk.client.snapshot().phase).toBe("listening");
  });

  test("where another one answers it goes back to waiting without a trace", async () => {
    const desk = await waiting();
    desk.client.commands.onEvent(event("run-start", 0));
    desk.client.commands.onWake({ run_id: "run-1", chosen: false });
    const error = { code: "wake-elsewhere", message: "", cure: "" };
    desk.client.commands.onEvent(event("error", 5, error));
    desk.client.commands.onEvent(event("run-end", 6));
    expect(desk.client.snapshot().turns).toEqual([]);
    expect(desk.heard).toEqual([]);
    desk.say(10, QUIET);
    expect(desk.sent).toEqual(["wait"]);
  });
});
