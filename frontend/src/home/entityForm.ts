import type { EntityChoice } from "../api/home";
import type { Entity } from "../api/types";

/** What the form of an entity has in it. */
export function choiceOf({ name, area_id, aliases, exposed }: Entity): EntityChoice {
  return { name, area_id, aliases, exposed };
}

/**
 * What was changed, and what it was before; `null` when nothing was. `over` is what is knowingly
 * overwritten, where that is not what was seen.
 */
export function changeOf(
  before: EntityChoice,
  after: EntityChoice,
  over = before,
): (Partial<EntityChoice> & { was: Partial<EntityChoice> }) | null {
  const now = { ...after, name: after.name.trim() };
  const fields = (Object.keys(now) as (keyof EntityChoice)[]).filter(
    (field) => JSON.stringify(now[field]) !== JSON.stringify(before[field]),
  );
  if (fields.length === 0) {
    return null;
  }
  const pick = (choice: EntityChoice): Partial<EntityChoice> =>
    Object.fromEntries(fields.map((field) => [field, choice[field]]));
  return { ...pick(now), was: pick(over) };
}
