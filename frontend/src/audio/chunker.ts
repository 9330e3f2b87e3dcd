import { rms, toInt16 } from "./pcm";
import { StreamResampler } from "./resampler";

export const SPEECH_RATE = 16_000;
/** 50 ms. */
export const CHUNK_SAMPLES = 800;

export interface SpeechChunk {
  /** Signed 16-bit mono samples at 16 kHz, little endian. */
  pcm: ArrayBuffer;
  rms: number;
}

/** Cuts a microphone's samples into even pieces of speech-rate PCM. */
export class SpeechChunker {
  private readonly resampler: StreamResampler;
  private readonly filling = new Float32Array(CHUNK_SAMPLES);
  private filled = 0;

  constructor(rate: number) {
    this.resampler = new StreamResampler(rate, SPEECH_RATE);
  }

  /** Take samples of every channel; returns the pieces that became complete. */
  push(channels: readonly Float32Array[]): SpeechChunk[] {
    const chunks: SpeechChunk[] = [];
    for (const sample of this.resampler.process(mix(channels))) {
      this.filling[this.filled] = sample;
      this.filled += 1;
      if (this.filled === CHUNK_SAMPLES) {
        chunks.push({ pcm: toInt16(this.filling).buffer as ArrayBuffer, rms: rms(this.filling) });
        this.filled = 0;
      }
    }
    return chunks;
  }
}

function mix(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(0), ...others] = channels;
  if (others.length === 0) {
    return first;
  }
  return first.map(
    (sample, index) =>
      others.reduce((sum, channel) => sum + (channel[index] ?? 0), sample) / channels.length,
  );
}
