/** Turn samples of -1..1 into signed 16-bit ones, clipped. */
export function toInt16(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (sample) => {
    const clipped = Math.max(-1, Math.min(1, sample));
    return Math.round(clipped < 0 ? clipped * 32_768 : clipped * 32_767);
  });
}

/**
 * Turn little-endian 16-bit frames into mono samples of -1..1; an incomplete last frame is left
 * out.
 */
export function fromInt16(bytes: Uint8Array, channels: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames = Math.floor(bytes.byteLength / (2 * channels));
  const samples = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      sum += view.getInt16((frame * channels + channel) * 2, true);
    }
    samples[frame] = sum / channels / 32_768;
  }
  return samples;
}

/** Root mean square of some samples. */
export function rms(samples: Float32Array): number {
  if (samples.length === 0) {
    return 0;
  }
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

/** Quietest and loudest level a meter shows, in dB below full scale. */
const QUIET_DB = -55;
const LOUD_DB = -12;

/** Turn an RMS value into a meter's level, 0 to 1, even to the ear. */
export function meterLevel(value: number): number {
  if (value <= 0) {
    return 0;
  }
  return levelOf(20 * Math.log10(value));
}

/** Quietest level there is, in dB below full scale. */
const SILENT_DB = -120;

/** Turn an RMS value into dB below full scale. */
export function dbfs(value: number): number {
  return value > 0 ? Math.max(SILENT_DB, Math.round(200 * Math.log10(value)) / 10) : SILENT_DB;
}

/** Turn dB below full scale into a meter's level, 0 to 1. */
export function levelOf(decibels: number): number {
  return Math.max(0, Math.min(1, (decibels - QUIET_DB) / (LOUD_DB - QUIET_DB)));
}
