import { remember, remembered } from "../preferences/storage";
import { audioContext } from "./audioContext";
import type { SpeechChunk } from "./chunker";
import workletUrl from "./mic.worklet.ts?worker&url";

/** Why the microphone cannot be used, as keys of translated help. */
export type MicProblem = "insecure" | "unsupported" | "denied" | "missing" | "busy" | "failed";

export class MicError extends Error {
  readonly problem: MicProblem;

  constructor(problem: MicProblem) {
    super(problem);
    this.name = "MicError";
    this.problem = problem;
  }
}

const CHOSEN = "microphone";

/** The microphone that was chosen for this browser; blank: the usual one. */
export function chosenMicrophone(): string {
  return remembered(CHOSEN) ?? "";
}

/** Choose a microphone of this browser by its id; blank: the usual one. */
export function chooseMicrophone(deviceId: string): void {
  remember(CHOSEN, deviceId);
}

const CONSTRAINTS: MediaTrackConstraints = {
  channelCount: 1,
  // Takes the hub's own voice out of what is heard.
  echoCancellation: true,
  autoGainControl: true,
  // Made for people's ears: it costs the recogniser more than it gives.
  noiseSuppression: false,
};

let moduleLoaded: Promise<void> | null = null;

/** The browser's microphone, open only while something listens. */
export class Microphone {
  private release: (() => void) | null = null;
  private attempt = 0;

  /**
   * Open the microphone. Throws MicError; resolves to false when it was closed meanwhile. `onLost`
   * is told when it goes away while it is open: unplugged, or taken by the system.
   */
  async open(
    onChunk: (chunk: SpeechChunk) => void,
    onLost: () => void = () => undefined,
  ): Promise<boolean> {
    this.close();
    const attempt = this.attempt;
    if (!window.isSecureContext) {
      throw new MicError("insecure");
    }
    const audio = audioContext();
    // What the types promise is missing in old browsers.
    if (!("mediaDevices" in navigator) || !("audioWorklet" in audio)) {
      throw new MicError("unsupported");
    }
    try {
      const [stream] = await Promise.all([
        navigator.mediaDevices.getUserMedia({ audio: constraints() }),
        loadModule(audio),
        audio.resume(),
      ]);
      if (attempt !== this.attempt) {
        stopTracks(stream);
        return false;
      }
      this.release = connect(audio, stream, onChunk);
      for (const track of stream.getAudioTracks()) {
        // Not told when it is stopped here.
        track.onended = () => {
          if (attempt === this.attempt) {
            this.close();
            onLost();
          }
        };
      }
      return true;
    } catch (error) {
      throw new MicError(problemOf(error));
    }
  }

  /** Give the microphone back; the browser's recording sign goes out. */
  close(): void {
    this.attempt += 1;
    this.release?.();
    this.release = null;
  }
}

/** A chosen microphone that is unplugged is replaced by the usual one. */
function constraints(): MediaTrackConstraints {
  const deviceId = chosenMicrophone();
  return deviceId === "" ? CONSTRAINTS : { ...CONSTRAINTS, deviceId: { ideal: deviceId } };
}

function loadModule(audio: AudioContext): Promise<void> {
  moduleLoaded ??= audio.audioWorklet.addModule(workletUrl).catch((error: unknown) => {
    moduleLoaded = null;
    throw error;
  });
  return moduleLoaded;
}

function connect(
  audio: AudioContext,
  stream: MediaStream,
  onChunk: (chunk: SpeechChunk) => void,
): () => void {
  const source = audio.createMediaStreamSource(stream);
  const node = new AudioWorkletNode(audio, "ova-mic");
  // A node runs only while it leads to the loudspeaker; its output is silence.
  source.connect(node).connect(audio.destination);
  node.port.onmessage = ({ data }: MessageEvent<SpeechChunk>) => onChunk(data);
  return () => {
    node.port.onmessage = null;
    node.port.postMessage("close");
    source.disconnect();
    node.disconnect();
    stopTracks(stream);
  };
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.stop();
  }
}

function problemOf(error: unknown): MicProblem {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
      return "busy";
    default:
      return "failed";
  }
}
