import {
  IconBrowser,
  IconCpu,
  IconDeviceSpeaker,
  IconWorld,
  type TablerIcon,
} from "@tabler/icons-react";

const ICONS: Record<string, TablerIcon> = {
  browser: IconBrowser,
  ova: IconDeviceSpeaker,
  wyoming: IconWorld,
  esphome: IconCpu,
};

/** The picture of a kind of satellite. */
export function kindIcon(kind: string): TablerIcon {
  return ICONS[kind] ?? IconDeviceSpeaker;
}

const KINDS = ["browser", "ova", "wyoming", "esphome"] as const;

/** The translation key of a kind. */
export function kindKey(kind: string) {
  return `satellites.kind.${KINDS.find((one) => one === kind) ?? "ova"}` as const;
}
