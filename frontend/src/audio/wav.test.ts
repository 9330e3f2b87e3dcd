import { expect, test } from "vitest";

import { wavOf } from "./wav";

test("pieces of sound become one WAV file with the right lengths", () => {
  const file = wavOf([new Int16Array([1, 2]).buffer, new Int16Array([3]).buffer]);
  const view = new DataView(file.buffer);
  expect(new TextDecoder().decode(file.slice(0, 4))).toBe("RIFF");
  expect(view.getUint32(4, true)).toBe(file.byteLength - 8);
  expect(view.getUint32(24, true)).toBe(16_000);
  expect(view.getUint32(40, true)).toBe(6);
  expect([...new Int16Array(file.slice(44).buffer)]).toEqual([1, 2, 3]);
});
