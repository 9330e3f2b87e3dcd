import { audioContext } from "./audioContext";
import { speechOutput } from "./loudness";

/** It listens; the command was heard to its end; something did not work. */
export type Cue = "wake" | "done" | "error";

const TONES_HZ: Record<Cue, readonly number[]> = {
  wake: [660, 990],
  done: [880],
  error: [330, 247],
};
const TONE_S = 0.09;
const LOUDNESS = 0.22;

let wanted: Record<Cue, boolean> = { wake: true, done: false, error: false };

/** Choose which are played. */
export function setCues(chosen: Record<Cue, boolean>): void {
  wanted = chosen;
}

/** Play one, where that is wanted. */
export function playCue(cue: Cue): void {
  if (!wanted[cue]) {
    return;
  }
  const audio = audioContext();
  TONES_HZ[cue].forEach((frequency, index) => {
    const start = audio.currentTime + index * TONE_S;
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
    gain.gain.linearRampToValueAtTime(0, start + TONE_S);
    tone.connect(gain).connect(speechOutput());
    tone.onended = () => gain.disconnect();
    tone.start(start);
    tone.stop(start + TONE_S);
  });
}
