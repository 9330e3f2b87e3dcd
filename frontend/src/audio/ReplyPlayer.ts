import { audioContext } from "./audioContext";
import { bellOutput, speechOutput } from "./loudness";
import { fromInt16 } from "./pcm";
import { StreamResampler } from "./resampler";
import { TurnQueue } from "./TurnQueue";

export interface PlaybackFormat {
  rate: number;
  channels: number;
  kind?: string;
}

interface Playback {
  channels: number;
  output: AudioNode;
  resampler: StreamResampler;
  playing: Set<AudioBufferSourceNode>;
  /** True once no more chunks will come. */
  complete: boolean;
}

/** Head start of the first chunk, so that the second is there before the first ends. */
const LEAD_S = 0.06;

/**
 * Plays sounds that arrive in pieces, without gaps: every piece is brought to the device's rate by
 * one running filter and starts at the very sample where the one before it ends.
 */
export class ReplyPlayer {
  private readonly playbacks = new Map<string, Playback>();
  private readonly queue = new TurnQueue<Uint8Array>(
    (id, bytes) => this.play(id, bytes),
    (id) => this.complete(id),
  );
  private nextStart = 0;

  /**
   * `onDone(id, heard)` is told when a sound is over; `heard` is false when it could not be
   * played.
   */
  constructor(private readonly onDone: (id: string, heard: boolean) => void) {}

  start(id: string, format: PlaybackFormat): void {
    const audio = audioContext();
    void audio.resume();
    this.queue.begin(id);
    this.playbacks.set(id, {
      channels: format.channels,
      output: format.kind === "identify" ? bellOutput() : speechOutput(),
      resampler: new StreamResampler(format.rate, audio.sampleRate),
      playing: new Set(),
      complete: false,
    });
  }

  chunk(id: string, bytes: Uint8Array): void {
    this.queue.add(id, bytes);
  }

  end(id: string): void {
    this.queue.end(id);
  }

  /** Nothing more will come: what is there is played to its end. */
  endAll(): void {
    this.queue.endAll();
  }

  /** Stop everything at once. */
  stop(): void {
    const stopped = [...this.playbacks];
    this.queue.clear();
    this.playbacks.clear();
    this.nextStart = 0;
    for (const [id, playback] of stopped) {
      for (const source of playback.playing) {
        source.onended = null;
        source.stop();
      }
      this.onDone(id, true);
    }
  }

  private play(id: string, bytes: Uint8Array): void {
    const playback = this.playbacks.get(id);
    if (playback) {
      this.schedule(id, playback, playback.resampler.process(fromInt16(bytes, playback.channels)));
    }
  }

  private complete(id: string): void {
    const playback = this.playbacks.get(id);
    if (!playback) {
      return;
    }
    this.schedule(id, playback, playback.resampler.flush());
    playback.complete = true;
    if (audioContext().state === "running") {
      this.finishWhenSilent(id, playback);
    } else {
      this.playbacks.delete(id);
      this.onDone(id, false);
    }
  }

  private schedule(id: string, playback: Playback, samples: Float32Array): void {
    if (samples.length === 0) {
      return;
    }
    const audio = audioContext();
    const buffer = audio.createBuffer(1, samples.length, audio.sampleRate);
    buffer.copyToChannel(Float32Array.from(samples), 0);
    const source = audio.createBufferSource();
    source.buffer = buffer;
    source.connect(playback.output);
    playback.playing.add(source);
    source.onended = () => {
      playback.playing.delete(source);
      this.finishWhenSilent(id, playback);
    };
    const earliest = Math.ceil((audio.currentTime + LEAD_S) * audio.sampleRate) / audio.sampleRate;
    const when = this.nextStart > audio.currentTime ? this.nextStart : earliest;
    source.start(when);
    this.nextStart = when + samples.length / audio.sampleRate;
  }

  private finishWhenSilent(id: string, playback: Playback): void {
    if (playback.complete && playback.playing.size === 0 && this.playbacks.delete(id)) {
      this.onDone(id, true);
    }
  }
}
