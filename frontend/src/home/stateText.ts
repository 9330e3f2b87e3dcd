import type { Entity } from "../api/types";
import { levelPercent, numberOf, textOf } from "./attributes";

/** Translates a key below `state.`; `null` when there is no such key. */
export type TranslateState = (key: string, values?: Record<string, string>) => string | null;

/** What "on" and "off" of a binary sensor mean, by device class. */
const BINARY: Record<string, readonly [on: string, off: string]> = {
  battery: ["low", "normal"],
  connectivity: ["connected", "disconnected"],
  door: ["open", "closed"],
  garage_door: ["open", "closed"],
  gas: ["detected", "clear"],
  lock: ["unlocked", "locked"],
  moisture: ["wet", "dryness"],
  motion: ["detected", "clear"],
  occupancy: ["occupied", "free"],
  opening: ["open", "closed"],
  presence: ["home", "not_home"],
  smoke: ["detected", "clear"],
  vibration: ["detected", "clear"],
  window: ["open", "closed"],
};

/** Say in a few words what an entity is doing. */
export function stateText(entity: Entity, translate: TranslateState, locale: string): string {
  const plain = translate(entity.state) ?? readable(entity.state);
  switch (entity.domain) {
    case "binary_sensor":
      return translate(binaryKey(entity)) ?? plain;
    case "sensor":
      return reading(entity, locale) ?? plain;
    case "light":
    case "fan":
      return withLevel(entity, plain, locale);
    case "cover":
      return coverText(entity, plain, translate, locale);
    case "climate":
      return climateText(entity, plain, translate, locale);
    case "media_player":
      return entity.state === "playing" ? (textOf(entity, "media_title") ?? plain) : plain;
    default:
      return plain;
  }
}

function binaryKey(entity: Entity): string {
  const [on, off] = BINARY[entity.device_class ?? ""] ?? ["on", "off"];
  if (entity.state === "on") {
    return on;
  }
  return entity.state === "off" ? off : entity.state;
}

function reading(entity: Entity, locale: string): string | null {
  const value = Number(entity.state);
  if (entity.state.trim() === "" || !Number.isFinite(value)) {
    return null;
  }
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  const unit = textOf(entity, "unit_of_measurement") ?? textOf(entity, "unit");
  return unit === null ? number : `${number} ${unit}`;
}

function withLevel(entity: Entity, plain: string, locale: string): string {
  const level = levelPercent(entity);
  return entity.state === "on" && level !== null ? percent(level, locale) : plain;
}

function coverText(
  entity: Entity,
  plain: string,
  translate: TranslateState,
  locale: string,
): string {
  const position = numberOf(entity, "current_position") ?? numberOf(entity, "position");
  if (entity.state !== "open" || position === null || position >= 100) {
    return plain;
  }
  return translate("position", { percent: percent(position, locale) }) ?? plain;
}

function climateText(
  entity: Entity,
  plain: string,
  translate: TranslateState,
  locale: string,
): string {
  const now = numberOf(entity, "current_temperature");
  const target = entity.state === "off" ? null : numberOf(entity, "temperature");
  if (now === null && target === null) {
    return plain;
  }
  if (now === null || target === null) {
    return `${degrees(now ?? target ?? 0, locale)} · ${plain}`;
  }
  const values = { now: degrees(now, locale), target: degrees(target, locale) };
  return translate("target", values) ?? plain;
}

function degrees(value: number, locale: string): string {
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)}°`;
}

function percent(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent" }).format(value / 100);
}

function readable(state: string): string {
  const words = state.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
