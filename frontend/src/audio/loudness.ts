import { audioContext } from "./audioContext";

/** How loud this browser plays, as people set it on the hub. */
export interface Loudness {
  /** 0 to 100. */
  volume: number;
  muted: boolean;
}

/** Of one percent; below that is silence. */
const QUIETEST_DB = -40;

let speech: GainNode | null = null;
let bell: GainNode | null = null;
let current: Loudness = { volume: 100, muted: false };

/** The factor of a volume of 0 to 100: even steps sound evenly apart. */
export function gainOf(volume: number): number {
  return volume <= 0 ? 0 : 10 ** ((QUIETEST_DB * (1 - Math.min(volume, 100) / 100)) / 20);
}

/** Where replies and announcements are played to. */
export function speechOutput(): AudioNode {
  speech ??= output(current.muted ? 0 : gainOf(current.volume));
  return speech;
}

/** Where is played what is heard though the rest is muted: bells, and being looked for. */
export function bellOutput(): AudioNode {
  bell ??= output(gainOf(current.volume));
  return bell;
}

/** Follow what was set; what plays changes at once. */
export function setLoudness(loudness: Loudness): void {
  current = loudness;
  const gain = gainOf(loudness.volume);
  turn(speech, loudness.muted ? 0 : gain);
  turn(bell, gain);
}

function output(gain: number): GainNode {
  const audio = audioContext();
  const node = audio.createGain();
  node.gain.value = gain;
  node.connect(audio.destination);
  return node;
}

function turn(node: GainNode | null, gain: number): void {
  node?.gain.setTargetAtTime(gain, node.context.currentTime, 0.03);
}
