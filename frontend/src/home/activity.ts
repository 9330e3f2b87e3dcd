import type { Entity } from "../api/types";

const QUIET = new Set([
  "off",
  "closed",
  "locked",
  "idle",
  "standby",
  "paused",
  "docked",
  "unknown",
  "unavailable",
  "not_home",
]);

/** Domains whose state is a reading, not something going on. */
const READINGS = new Set(["sensor", "weather", "number"]);

/** Whether something goes on that catches the eye: lit, open, unlocked, playing, heating. */
export function isActive(entity: Entity): boolean {
  return !READINGS.has(entity.domain) && !QUIET.has(entity.state);
}

/** Whether an entity cannot be reached just now. */
export function isAway(entity: Entity): boolean {
  return entity.state === "unavailable";
}
