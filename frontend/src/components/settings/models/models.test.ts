import { expect, test } from "vitest";

import { type ModelJob, mergeJob, type SpeechModel } from "../../../api/speechModels";
import { inGroups } from "./groups";
import { bytesText, leftText, secondsLeft, speedOf, withMark } from "./pace";
import { looksLikeArchive } from "./sniff";

const MB = 1_000_000;

test("speed and time left are those of the last seconds", () => {
  const marks = [0, 1, 2, 3].map((second) => ({ at: second * 1000, bytes: second * MB }));
  expect(speedOf(marks)).toBe(MB);
  expect(secondsLeft(marks, 10 * MB)).toBe(7);
  expect(secondsLeft(marks, null)).toBeNull();
  expect(speedOf(marks.slice(0, 1))).toBeNull();
});

test("what is long ago is forgotten, and a new start begins anew", () => {
  const marks = withMark([{ at: 0, bytes: 0 }], { at: 20_000, bytes: MB });
  expect(marks).toEqual([{ at: 20_000, bytes: MB }]);
  expect(withMark(marks, { at: 21_000, bytes: 5 })).toEqual([{ at: 21_000, bytes: 5 }]);
});

test("bytes and times are said as people say them", () => {
  expect(bytesText(46 * MB, "en")).toBe("46 MB");
  expect(bytesText(1.5 * MB, "en", true)).toBe("1.5 MB/s");
  expect(leftText(40, "en")).toBe("40\u00a0sec");
  expect(leftText(0.2, "en")).toBe("1\u00a0sec");
  expect(leftText(150, "en")).toBe("3\u00a0min");
  expect(leftText(117 * 60, "en")).toBe("1\u00a0hr 57\u00a0min");
});

test("archives are known by their first bytes, and a text is none", () => {
  const bytes = (...values: number[]) => new Uint8Array(values);
  expect(looksLikeArchive(bytes(0x50, 0x4b, 3, 4))).toBe(true);
  expect(looksLikeArchive(bytes(0x1f, 0x8b))).toBe(true);
  const tar = new Uint8Array(262);
  tar.set(new TextEncoder().encode("ustar"), 257);
  expect(looksLikeArchive(tar)).toBe(true);
  expect(looksLikeArchive(new TextEncoder().encode("hello"))).toBe(false);
  expect(looksLikeArchive(bytes())).toBe(false);
});

const model = (id: string, language: string, installed = false): SpeechModel => ({
  id,
  kind: "vosk",
  language,
  licence: "",
  version: "",
  speakers: 1,
  accurate: false,
  download_bytes: null,
  partial_bytes: 0,
  installed,
  disk_bytes: null,
  source: "",
  verified: null,
  fault: "",
  in_use: "",
});

test("models stand by language: the home's first, then those of which one is there", () => {
  const all = [model("a", "fr"), model("b", "de-DE"), model("c", "nl", true), model("d", "en-US")];
  expect(inGroups(all, "en", "en").map(({ language }) => language)).toEqual([
    "en",
    "nl",
    "fr",
    "de",
  ]);
});

test("news of an install replaces what was known of it", () => {
  const job = (state: string) => ({ id: "j", model_id: "a", state }) as ModelJob;
  expect(mergeJob([job("running")], job("done"))).toEqual([job("done")]);
  expect(mergeJob([], job("running"))).toEqual([job("running")]);
  expect(mergeJob([job("failed")], job("running"))).toEqual([job("failed")]);
});
