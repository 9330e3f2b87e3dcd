import { SPEECH_RATE } from "./chunker";

const HEADER = 44;

/** Make a WAV file of pieces of signed 16-bit mono samples at 16 kHz. */
export function wavOf(pieces: readonly ArrayBuffer[]): Uint8Array<ArrayBuffer> {
  const length = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  const file = new Uint8Array(HEADER + length);
  const view = new DataView(file.buffer);
  const word = (at: number, text: string) => file.set(new TextEncoder().encode(text), at);
  word(0, "RIFF");
  view.setUint32(4, HEADER - 8 + length, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SPEECH_RATE, true);
  view.setUint32(28, SPEECH_RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, length, true);
  let at = HEADER;
  for (const piece of pieces) {
    file.set(new Uint8Array(piece), at);
    at += piece.byteLength;
  }
  return file;
}
