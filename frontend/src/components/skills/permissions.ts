import type { ParseKeys } from "i18next";

/** The permissions of `ova.plugins.permissions`, each with its words. */
const WORDS: Readonly<Record<string, ParseKeys>> = {
  home: "skills.about.permission.home",
  "home.read": "skills.about.permission.home_read",
  timers: "skills.about.permission.timers",
  schedules: "skills.about.permission.schedules",
  lists: "skills.about.permission.lists",
  people: "skills.about.permission.people",
  satellites: "skills.about.permission.satellites",
  actions: "skills.about.permission.actions",
  integrations: "skills.about.permission.integrations",
  skills: "skills.about.permission.skills",
  data: "skills.about.permission.data",
  events: "skills.about.permission.events",
  converse: "skills.about.permission.converse",
  understand: "skills.about.permission.understand",
  speak: "skills.about.permission.speak",
};

const ONE_INTEGRATION = "integration:";

/** A permission in words: a key, and the name it is about. */
export interface PermissionWords {
  id: string;
  /** Null: nobody knows it, it stands for itself. */
  words: ParseKeys | null;
  name: string;
}

/** What each permission allows; `names` are those of the integrations by id. */
export function permissionWords(
  permissions: readonly string[],
  names: ReadonlyMap<string, string> = new Map(),
): PermissionWords[] {
  return permissions.map((id) => {
    if (!id.startsWith(ONE_INTEGRATION)) return { id, words: WORDS[id] ?? null, name: "" };
    const integration = id.slice(ONE_INTEGRATION.length);
    const name = names.get(integration) ?? integration;
    return { id, words: "skills.about.permission.integration", name };
  });
}
