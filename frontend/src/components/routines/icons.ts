import {
  IconBed,
  IconCoffee,
  IconDoorExit,
  IconHome,
  IconMoon,
  IconMovie,
  IconSparkles,
  IconSun,
  type TablerIcon,
} from "@tabler/icons-react";

/** The pictures a routine can have, by the names that are stored. */
export const ROUTINE_ICONS = {
  sparkles: IconSparkles,
  sun: IconSun,
  moon: IconMoon,
  bed: IconBed,
  home: IconHome,
  leave: IconDoorExit,
  movie: IconMovie,
  coffee: IconCoffee,
} as const satisfies Record<string, TablerIcon>;

export type RoutineIcon = keyof typeof ROUTINE_ICONS;

export const ICON_NAMES = Object.keys(ROUTINE_ICONS) as RoutineIcon[];

/** The picture of a stored name; files may name any. */
export function routineIcon(name: string): RoutineIcon {
  return ICON_NAMES.find((one) => one === name) ?? "sparkles";
}
