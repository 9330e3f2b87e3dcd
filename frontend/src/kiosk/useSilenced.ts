import { useSyncExternalStore } from "react";

import { audioContext } from "../audio/audioContext";

/** Whether the browser keeps sound and microphone off until the page was touched once. */
export function useSilenced(): boolean {
  return useSyncExternalStore(subscribe, () => audioContext().state !== "running");
}

function subscribe(listener: () => void): () => void {
  const audio = audioContext();
  audio.addEventListener("statechange", listener);
  return () => audio.removeEventListener("statechange", listener);
}
