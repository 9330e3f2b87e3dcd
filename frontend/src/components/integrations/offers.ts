import i18next from "i18next";

import type { Integration, IntegrationState } from "../../api/integrations";

const UNUSABLE = new Set<IntegrationState>(["broken", "unsupported", "missing"]);

/** What people chose to see of all there is. */
export interface Filter {
  words: string;
  /** Blank for every category. */
  category: string;
}

/** Whether an integration cannot be used as its files are. */
export function isUnusable({ state }: Integration): boolean {
  return UNUSABLE.has(state);
}

/** What the home is connected to: the cards. Broken ones stay where people look for them. */
export function imported(all: readonly Integration[]): Integration[] {
  return all.filter((one) => one.enabled || one.id !== one.integration_id).sort(byName);
}

/** What can be added, as it is found by words and category. */
export function offered(all: readonly Integration[], filter: Filter): Integration[] {
  const words = filter.words.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return all
    .filter((one) => !one.enabled && one.id === one.integration_id)
    .filter((one) => filter.category === "" || one.category === filter.category)
    .filter((one) => {
      const text = [one.name, one.id, one.description, one.category].join(" ").toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => Number(isUnusable(a)) - Number(isUnusable(b)) || byName(a, b));
}

/** The categories of what can be added. */
export function categories(all: readonly Integration[]): string[] {
  const names = offered(all, { words: "", category: "" }).map(({ category }) => category);
  return [...new Set(names)].filter(Boolean).sort();
}

/** Up to two letters that stand for a name. */
export function initials(name: string): string {
  const words = name.split(/[\s_-]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0).toLocaleUpperCase())
    .join("");
}

/** Whether a category has a name in the page's language; the type stands for all that have. */
function isKnown(key: string): key is "category.home" {
  return i18next.exists(key);
}

/** Write a category the way people do; one of somebody's own as it is. */
export function categoryName(category: string): string {
  const key = `category.${category}`;
  if (isKnown(key)) {
    return i18next.t(key);
  }
  const words = category.replaceAll("_", " ");
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

function byName(a: Integration, b: Integration): number {
  return a.name.localeCompare(b.name);
}
