import type { Entity } from "../api/types";
import { isAway } from "./activity";
import { textOf } from "./attributes";

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
  "set_hvac_mode",
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
    case "climate":
      return climateAction(entity);
    default:
      return null;
  }
}

function climateAction(entity: Entity): TapAction {
  if (entity.state !== "off") {
    return action("set_hvac_mode", "off", { hvac_mode: "off" });
  }
  const modes = entity.attributes.hvac_modes;
  const first: unknown = Array.isArray(modes)
    ? modes.find((mode) => typeof mode === "string" && mode !== "off")
    : null;
  const mode = textOf(entity, "last_hvac_mode") ?? (typeof first === "string" ? first : "heat");
  return action("set_hvac_mode", mode, { hvac_mode: mode });
}
