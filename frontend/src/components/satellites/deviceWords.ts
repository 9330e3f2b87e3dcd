import type { SatelliteInfo, WakeChoice } from "../../api/satellites";

/** Wake words that are in a device: the hub has no models of them. */
export interface DeviceWords {
  words: readonly { id: string; phrase: string }[];
  /** Those it listens for when nothing was chosen on the hub. */
  active: readonly string[];
  /** How many at once. */
  most: number;
}

const USUAL = 0.5;

/** A device's own wake words; null where the hub's can be chosen. */
export function deviceWords(satellite: SatelliteInfo): DeviceWords | null {
  return (satellite.info.own_wake_words as DeviceWords | undefined) ?? null;
}

/** Which of them it listens for. A word that a newer firmware has no more counts for nothing. */
export function listenedFor(own: DeviceWords, chosen: readonly WakeChoice[] | null): string[] {
  const ids = new Set(chosen?.map(({ id }) => id) ?? own.active);
  return own.words.map(({ id }) => id).filter((id) => ids.has(id));
}

/**
 * What is chosen once a word is switched on or off, or null when that cannot be: one at least stays.
 * In a device that hears one at a time the other goes.
 */
export function afterSwitching(
  own: DeviceWords,
  now: readonly string[],
  id: string,
  on: boolean,
): WakeChoice[] | null {
  const others = now.filter((other) => other !== id);
  const next = !on ? others : own.most === 1 ? [id] : [...others, id];
  return next.length === 0 || next.length > own.most
    ? null
    : next.map((one) => ({ id: one, sensitivity: USUAL }));
}
