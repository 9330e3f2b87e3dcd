import { useTranslation } from "react-i18next";

import type { Entity } from "../api/types";
import { stateText } from "./stateText";

/** What an entity is doing, in words. */
export function useStateText(entity: Entity): string {
  const { t, i18n } = useTranslation();
  // States come from the hub: whether one has a text is known at run time only.
  const say = t as unknown as (key: string, values?: Record<string, string>) => string;
  return stateText(
    entity,
    (key, values) => (i18n.exists(`state.${key}`) ? say(`state.${key}`, values) : null),
    i18n.language,
  );
}
