import type { QueryClient } from "@tanstack/react-query";
import type { i18n } from "i18next";

import { ISSUES } from "./issues";
import { keys } from "./queryClient";

/** What the hub tells in the page's language, by how its key begins. */
const TOLD = new Set<unknown>([keys.integrations[0], keys.integration("")[0], ISSUES[0]]);

/**
 * Fetch anew what the hub told in another language whenever the page's is changed; what is on
 * screen stays until its translation is here. Returns how to stop that.
 */
export function followLanguage(client: QueryClient, translations: i18n): () => void {
  const refetch = () =>
    void client.invalidateQueries({ predicate: ({ queryKey }) => TOLD.has(queryKey[0]) });
  translations.on("languageChanged", refetch);
  return () => translations.off("languageChanged", refetch);
}
