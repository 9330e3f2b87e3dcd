import { useSyncExternalStore } from "react";

import { randomHex } from "../satellite/identity";
import { remember, remembered } from "../preferences/storage";

const ID = "kiosk-id";
const TOKEN = "kiosk-token";
const CONSENT = "kiosk-consent";
const listeners = new Set<() => void>();

/** The id under which the hub knows this browser as a device of the house, made once. */
export function kioskId(): string {
  const known = remembered(ID);
  if (known !== null) {
    return known;
  }
  const made = `kiosk-${randomHex(8)}`;
  remember(ID, made);
  return made;
}

/** The key it joined with; blank: it has not joined, or was forgotten. It opens nothing else. */
export function useKioskToken(): string {
  return useSyncExternalStore(subscribe, () => remembered(TOKEN) ?? "");
}

/** Keep the key it joined with; blank forgets it. */
export function keepKioskToken(token: string): void {
  keep(TOKEN, token);
}

/** Whether somebody was asked what the microphone does here, and agreed or declined. */
export function useKioskConsent(): string {
  return useSyncExternalStore(subscribe, () => remembered(CONSENT) ?? "");
}

/** Remember what was answered. */
export function giveKioskConsent(answer: "yes" | "no"): void {
  keep(CONSENT, answer);
}

function keep(name: string, value: string): void {
  remember(name, value);
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
