import type { ParseKeys } from "i18next";
import { type ComponentType, lazy, type LazyExoticComponent } from "react";

import type { Integration } from "../../api/integrations";
import { isUnusable } from "./offers";

export interface TabProps {
  integration: Integration;
}

/** One tab of an integration's page. */
export interface TabDefinition {
  /** Its part of the address: `/integrations/<integration>/<id>`. */
  id: string;
  label: ParseKeys;
  /** Whether an integration has it at all; left out: always. */
  shown?: (integration: Integration) => boolean;
  Panel: LazyExoticComponent<ComponentType<TabProps>>;
}

/** The tabs of an integration's page, in order. */
export const TABS: readonly TabDefinition[] = [
  {
    id: "settings",
    label: "integrations.tab.settings",
    shown: (integration) => !isUnusable(integration),
    Panel: lazy(() => import("./SettingsTab").then((file) => ({ default: file.SettingsTab }))),
  },
];
