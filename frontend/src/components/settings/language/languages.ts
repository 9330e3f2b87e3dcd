import type { HomeSettings } from "../../../api/homeSettings";

export type HomeLanguage = HomeSettings["language"];

/** The languages the hub understands. */
export const HOME_LANGUAGES: readonly HomeLanguage[] = ["en", "de", "fr", "es", "nl", "it"];

/** Name a language in the page's own: "German", "Deutsch". */
export function languageName(tag: string, locale: string): string {
  if (tag === "") {
    return "";
  }
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
