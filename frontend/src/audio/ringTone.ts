/** One round of the ring: two soft bell strokes, then a rest. */
const ROUND_S = 2.4;
const STROKES = [
  { at: 0, hertz: 784 },
  { at: 0.22, hertz: 1046.5 },
] as const;
/** Partials of a small bell: multiple of the pitch, loudness, how fast it fades. */
const PARTIALS = [
  { multiple: 1, loudness: 1, fade: 3.2 },
  { multiple: 2, loudness: 0.35, fade: 5 },
  { multiple: 3.01, loudness: 0.12, fade: 8 },
] as const;
const LOUDNESS = 0.22;
const ATTACK_S = 0.006;

/** Compute one round of the ring; its ends are silent, so it can be looped. */
export function ringSamples(rate: number): Float32Array {
  const samples = new Float32Array(Math.round(ROUND_S * rate));
  for (const { at, hertz } of STROKES) {
    for (let index = Math.round(at * rate); index < samples.length; index += 1) {
      const time = index / rate - at;
      const rest = ROUND_S - at - time;
      const envelope = Math.min(1, time / ATTACK_S) * Math.min(1, rest / 0.1);
      for (const { multiple, loudness, fade } of PARTIALS) {
        const tone = Math.sin(2 * Math.PI * hertz * multiple * time) * Math.exp(-fade * time);
        samples[index] = (samples[index] ?? 0) + LOUDNESS * loudness * envelope * tone;
      }
    }
  }
  return samples;
}
