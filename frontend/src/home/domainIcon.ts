import {
  IconAirConditioning,
  IconBaselineDensityMedium,
  IconBulb,
  IconDeviceSpeaker,
  IconDoor,
  IconDroplet,
  IconGauge,
  IconLock,
  IconLockOpen,
  IconPlug,
  IconPropeller,
  IconActivity,
  IconRun,
  IconTemperature,
  IconToggleLeft,
  IconVacuumCleaner,
  IconWindow,
  type TablerIcon,
} from "@tabler/icons-react";

import type { Entity } from "../api/types";

const BY_DOMAIN: Record<string, TablerIcon> = {
  light: IconBulb,
  switch: IconToggleLeft,
  fan: IconPropeller,
  cover: IconBaselineDensityMedium,
  climate: IconAirConditioning,
  media_player: IconDeviceSpeaker,
  vacuum: IconVacuumCleaner,
  sensor: IconGauge,
  binary_sensor: IconActivity,
};

const BY_CLASS: Record<string, TablerIcon> = {
  door: IconDoor,
  garage: IconDoor,
  garage_door: IconDoor,
  humidity: IconDroplet,
  moisture: IconDroplet,
  motion: IconRun,
  occupancy: IconRun,
  outlet: IconPlug,
  temperature: IconTemperature,
  window: IconWindow,
};

/** The picture of an entity. */
export function domainIcon(entity: Entity): TablerIcon {
  if (entity.domain === "lock") {
    return entity.state === "locked" ? IconLock : IconLockOpen;
  }
  return BY_CLASS[entity.device_class ?? ""] ?? BY_DOMAIN[entity.domain] ?? IconGauge;
}
