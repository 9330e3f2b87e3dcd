import { audioContext } from "./audioContext";
import { bellOutput } from "./loudness";
import { ringSamples } from "./ringTone";

const FULL = 1;
/** While somebody speaks the bell steps back. */
const DUCKED = 0.15;

/** Rings in a loop until it is stopped. */
export class RingPlayer {
  private source: AudioBufferSourceNode | null = null;
  private gain: GainNode | null = null;

  start(): void {
    if (this.source) {
      return;
    }
    const audio = audioContext();
    void audio.resume();
    const samples = ringSamples(audio.sampleRate);
    const buffer = audio.createBuffer(1, samples.length, audio.sampleRate);
    buffer.copyToChannel(Float32Array.from(samples), 0);
    this.gain = audio.createGain();
    this.source = audio.createBufferSource();
    this.source.buffer = buffer;
    this.source.loop = true;
    this.source.connect(this.gain).connect(bellOutput());
    this.source.start();
  }

  duck(quiet: boolean): void {
    this.gain?.gain.setTargetAtTime(quiet ? DUCKED : FULL, audioContext().currentTime, 0.05);
  }

  stop(): void {
    this.source?.stop();
    this.source?.disconnect();
    this.gain?.disconnect();
    this.source = null;
    this.gain = null;
  }
}
