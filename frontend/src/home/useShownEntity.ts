import { useEffect } from "react";
import { useLocation } from "react-router";

/** The address that shows an entity in the home. */
export function entityPlace(id: string): string {
  return `/#${encodeURIComponent(id)}`;
}

/** Bring the entity the address names into sight, once the home is there. */
export function useShownEntity(ready: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (!ready || hash === "") {
      return;
    }
    const card = document.querySelector<HTMLElement>(
      `[data-entity-id="${CSS.escape(decodeURIComponent(hash.slice(1)))}"]`,
    );
    card?.scrollIntoView({ block: "center" });
    card?.focus();
  }, [ready, hash]);
}
