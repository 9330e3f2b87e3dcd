import { IconAlarm, IconBell, IconBolt, IconListCheck, type TablerIcon } from "@tabler/icons-react";

import type { Plan, PlanKind } from "../../api/schedules";

export const KINDS: readonly PlanKind[] = ["alarm", "reminder", "command"];

export const ALL_KINDS: readonly Plan["kind"][] = [...KINDS, "routine"];

export const KIND_ICONS: Readonly<Record<Plan["kind"], TablerIcon>> = {
  alarm: IconAlarm,
  reminder: IconBell,
  command: IconBolt,
  routine: IconListCheck,
};
