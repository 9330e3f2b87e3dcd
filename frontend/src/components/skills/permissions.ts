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
  speak: "skills.about.permission.speak",
};

/** What each permission allows, as a key of its words; one that is not known stands for itself. */
export function permissionWords(
  permissions: readonly string[],
): { id: string; words: ParseKeys | null }[] {
  return permissions.map((id) => ({ id, words: WORDS[id] ?? null }));
}
