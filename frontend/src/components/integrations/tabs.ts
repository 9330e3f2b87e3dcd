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
  {
    id: "entities",
    label: "panel.tab.entities",
    shown: ({ enabled, offers }) => offers.entities || !enabled,
    Panel: lazy(() => import("./EntitiesTab").then((file) => ({ default: file.EntitiesTab }))),
  },
  {
    id: "actions",
    label: "panel.tab.actions",
    shown: ({ offers }) => (offers.actions ?? 0) > 0,
    Panel: lazy(() => import("./ActionsTab").then((file) => ({ default: file.ActionsTab }))),
  },
  {
    id: "triggers",
    label: "panel.tab.triggers",
    shown: ({ offers }) => (offers.triggers ?? 0) > 0,
    Panel: lazy(() => import("./TriggersTab").then((file) => ({ default: file.TriggersTab }))),
  },
  {
    id: "events",
    label: "panel.tab.events",
    shown: ({ offers }) => offers.webhook === true || Object.keys(offers.events ?? {}).length > 0,
    Panel: lazy(() => import("./EventsTab").then((file) => ({ default: file.EventsTab }))),
  },
  {
    id: "data",
    label: "panel.tab.data",
    shown: ({ offers }) => offers.data === true,
    Panel: lazy(() => import("./DataTab").then((file) => ({ default: file.DataTab }))),
  },
  {
    id: "manage",
    label: "panel.tab.manage",
    shown: ({ offers }) => offers.manage === true,
    Panel: lazy(() => import("./ManageTab").then((file) => ({ default: file.ManageTab }))),
  },
  {
    id: "log",
    label: "panel.tab.log",
    Panel: lazy(() => import("./LogTab").then((file) => ({ default: file.LogTab }))),
  },
  {
    id: "diagnostics",
    label: "panel.tab.diagnostics",
    Panel: lazy(() =>
      import("./DiagnosticsTab").then((file) => ({ default: file.DiagnosticsTab })),
    ),
  },
];
