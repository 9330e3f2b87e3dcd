// One import and one entry per line, so that pages can be added side by side.
import type { TablerIcon } from "@tabler/icons-react";
import { IconCalendarClock } from "@tabler/icons-react";
import { IconChecklist } from "@tabler/icons-react";
import { IconHistory } from "@tabler/icons-react";
import { IconHome } from "@tabler/icons-react";
import { IconDeviceSpeaker } from "@tabler/icons-react";
import { IconMicrophone } from "@tabler/icons-react";
import { IconPlugConnected } from "@tabler/icons-react";
import { IconSparkles } from "@tabler/icons-react";
import { IconSettings } from "@tabler/icons-react";

import { allows } from "../api/roles";
import { pageRole } from "../app/pageRoles";
import type en from "../locales/en.json";

export interface NavigationItem {
  path: string;
  /** Translation key. */
  label: `nav.${keyof (typeof en)["nav"]}`;
  icon: TablerIcon;
}

const ORDER = [
  "/",
  "/talk",
  "/lists",
  "/history",
  "/skills",
  "/integrations",
  "/satellites",
  "/schedules",
  "/settings",
];

/** What a phone shows without opening the menu. */
const IN_BAR = new Set(["/", "/talk", "/history", "/schedules"]);

const ITEMS: readonly NavigationItem[] = [
  { path: "/", label: "nav.home", icon: IconHome },
  { path: "/talk", label: "nav.talk", icon: IconMicrophone },
  { path: "/lists", label: "nav.lists", icon: IconChecklist },
  { path: "/schedules", label: "nav.schedules", icon: IconCalendarClock },
  { path: "/skills", label: "nav.skills", icon: IconSparkles },
  { path: "/history", label: "nav.history", icon: IconHistory },
  { path: "/integrations", label: "nav.integrations", icon: IconPlugConnected },
  { path: "/satellites", label: "nav.satellites", icon: IconDeviceSpeaker },
  { path: "/settings", label: "nav.settings", icon: IconSettings },
];

/** The pages of the main menu, in order. */
export const NAVIGATION = [...ITEMS].sort((a, b) => ORDER.indexOf(a.path) - ORDER.indexOf(b.path));

/** Those at the lower edge of a phone. */
export const BAR = NAVIGATION.filter(({ path }) => IN_BAR.has(path));

/** Those of the pages somebody of a role may open. */
export function navigationFor(role: string, items: readonly NavigationItem[]): NavigationItem[] {
  return items.filter(({ path }) => allows(role, pageRole(path)));
}
