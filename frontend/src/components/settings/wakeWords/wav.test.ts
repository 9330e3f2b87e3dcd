import { expect, test } from "vitest";

import { wavOf } from "./wav";

test("what was recorded is a WAV file of its samples", async () => {
  const file = wavOf([new Int16Array([1, -2]), new Int16Array([3])]);
  const view = new DataView(await file.arrayBuffer());
  const text = (at: number) =>
    String.fromCharCode(...[0, 1, 2, 3].map((step) => view.getUint8(at + step)));

  expect([text(0), text(8), text(36)]).toEqual(["RIFF", "WAVE", "data"]);
  expect(view.getUint32(24, true)).toBe(16_000);
  expect(view.getUint32(40, true)).toBe(6);
  expect([44, 46, 48].map((at) => view.getInt16(at, true))).toEqual([1, -2, 3]);
  expect(view.getUint32(4, true)).toBe(view.byteLength - 8);
});
