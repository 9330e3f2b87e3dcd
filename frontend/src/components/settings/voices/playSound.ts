import { audioContext } from "../../../audio/audioContext";

/** Play a sound file; resolves when it has begun. */
export async function playSound(file: ArrayBuffer): Promise<void> {
  const audio = audioContext();
  await audio.resume();
  const source = audio.createBufferSource();
  source.buffer = await audio.decodeAudioData(file);
  source.connect(audio.destination);
  source.start();
}
