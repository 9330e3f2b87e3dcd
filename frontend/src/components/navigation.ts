import { IconMicrophone, IconPlugConnected, type TablerIcon } from "@tabler/icons-react";

export interface NavigationItem {
  path: string;
  /** Translation key. */
  label: "nav.talk" | "nav.integrations";
  icon: TablerIcon;
}

/** The pages of the main menu, in order. */
export const NAVIGATION: readonly NavigationItem[] = [
  { path: "/", label: "nav.talk", icon: IconMicrophone },
  { path: "/integrations", label: "nav.integrations", icon: IconPlugConnected },
];
