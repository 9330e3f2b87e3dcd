import { useEffect, useSyncExternalStore } from "react";

import { remember, remembered } from "../preferences/storage";
import { muteStep } from "./mutedByHub";
import type { SatelliteClient } from "./SatelliteClient";

const WANTED = "hands-free";
const MUTED = "microphone-off";
/** What the hub was known to have of it. */
const MUTED_TOLD = "microphone-off-told";
const listeners = new Set<() => void>();

/** Choose whether this browser waits for its wake word. */
export function chooseHandsFree(on: boolean): void {
  choose(WANTED, on);
}

/** Switch the microphone off for good, or on again; the hub is told when it is there. */
export function chooseMuted(muted: boolean): void {
  choose(MUTED, muted);
}

/** Take what the hub says of the microphone; `tell` is called when it is to be told otherwise. */
export function hearOfMuted(hub: boolean, tell: () => void): void {
  const here = remembered(MUTED) === "on";
  const step = muteStep(here, remembered(MUTED_TOLD) === "on", hub);
  if (step === "tell") {
    tell();
    return;
  }
  remember(MUTED_TOLD, hub ? "on" : "off");
  if (step === "follow") {
    choose(MUTED, hub);
  }
}

/** Whether this browser is to wait for its wake word. */
export function useHandsFreeChoice(): boolean {
  return useSyncExternalStore(subscribe, () => remembered(WANTED) === "on");
}

/** Whether its microphone was switched off. */
export function useMutedChoice(): boolean {
  return useSyncExternalStore(subscribe, () => remembered(MUTED) === "on");
}

/** Have a satellite wait for its wake word where that is wanted, and follow devices that come and go. */
export function useHandsFree(client: SatelliteClient, wanted: boolean): void {
  const muted = useMutedChoice();
  useEffect(() => {
    client.handsFree.mute(muted);
    client.handsFree.want(wanted);
  }, [client, wanted, muted]);
  useEffect(() => {
    if (!wanted || !("mediaDevices" in navigator)) {
      return undefined;
    }
    const again = () => {
      if (client.handsFree.state.phase === "trouble") {
        client.handsFree.again();
      }
    };
    navigator.mediaDevices.addEventListener("devicechange", again);
    document.addEventListener("visibilitychange", again);
    return () => {
      navigator.mediaDevices.removeEventListener("devicechange", again);
      document.removeEventListener("visibilitychange", again);
    };
  }, [client, wanted]);
}

function choose(name: string, on: boolean): void {
  remember(name, on ? "on" : "off");
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
