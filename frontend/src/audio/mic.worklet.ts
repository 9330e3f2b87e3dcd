import { SpeechChunker } from "./chunker";

/** Runs on the audio thread: microphone in, 16 kHz mono PCM in pieces of 50 ms out. */
class MicProcessor extends AudioWorkletProcessor {
  private readonly chunker = new SpeechChunker(sampleRate);
  private open = true;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.open = false;
    };
  }

  process(inputs: Float32Array[][]): boolean {
    for (const chunk of this.chunker.push(inputs[0] ?? [])) {
      this.port.postMessage(chunk, [chunk.pcm]);
    }
    return this.open;
  }
}

registerProcessor("ova-mic", MicProcessor);
