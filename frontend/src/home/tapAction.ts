import type { Entity } from "../api/types";
import { isAway } from "./activity";

export const TAP_SERVICES = [
  "turn_on",
  "turn_off",
  "lock",
  "unlock",
  "open_cover",
  "close_cover",
  "media_play",
  "media_pause",
  "start",
  "return_to_base",
] as const;

export type TapService = (typeof TAP_SERVICES)[number];

export interface TapAction {
  service: TapService;
  data: Record<string, unknown>;
  /** The state it leads to. */
  expected: string;
}

function action(
  service: TapService,
  expected: string,
  data: Record<string, unknown> = {},
): TapAction {
  return { service, data, expected };
}

/** What a tap on an entity does; `null` when it can only be looked at. */
export function tapAction(entity: Entity): TapAction | null {
  if (isAway(entity)) {
    return null;
  }
  const { state } = entity;
  switch (entity.domain) {
    case "light":
    case "switch":
    case "fan":
    case "input_boolean":
    case "script":
      return state === "on" ? action("turn_off", "off") : action("turn_on", "on");
    case "lock":
      return state === "locked" ? action("unlock", "unlocked") : action("lock", "locked");
    case "cover":
      return state === "closed" || state === "closing"
        ? action("open_cover", "open")
        : action("close_cover", "closed");
    case "media_player":
      if (state === "off") {
        return action("turn_on", "idle");
      }
      return state === "playing"
        ? action("media_pause", "paused")
        : action("media_play", "playing");
    case "vacuum":
      return state === "cleaning"
        ? action("return_to_base", "returning")
        : action("start", "cleaning");
    case "scene":
      return action("turn_on", state);
    default:
      return null;
  }
}

/** Doors of a house: opening one by a slip of the thumb must not happen. */
const DOORS = new Set(["door", "garage", "garage_door", "gate"]);

/** Whether an order opens the house, so that it is asked for twice. */
export function opensTheHouse(entity: Entity, service: string): boolean {
  return (
    service === "unlock" ||
    (entity.domain === "cover" &&
      service !== "close_cover" &&
      service !== "stop_cover" &&
      DOORS.has(entity.device_class ?? ""))
  );
}
