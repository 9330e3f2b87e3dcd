import {
  IconBrowser,
  IconCpu,
  IconDeviceSpeaker,
  IconDeviceTablet,
  IconWorld,
  type TablerIcon,
} from "@tabler/icons-react";

const ICONS: Record<string, TablerIcon> = {
  browser: IconBrowser,
  tablet: IconDeviceTablet,
  ova: IconDeviceSpeaker,
  wyoming: IconWorld,
  esphome: IconCpu,
};

/** The picture of a kind of satellite. */
export function kindIcon(kind: string): TablerIcon {
  return ICONS[kind] ?? IconDeviceSpeaker;
}

/** What a satellite is for people: a browser with a key of its own hangs on a wall. */
export function kindOf({ kind, paired }: { kind: string; paired: boolean }): string {
  return kind === "browser" && paired ? "tablet" : kind;
}

const KINDS = ["browser", "tablet", "ova", "wyoming", "esphome"] as const;

/** The translation key of a kind. */
export function kindKey(kind: string) {
  return `satellites.kind.${KINDS.find((one) => one === kind) ?? "ova"}` as const;
}
