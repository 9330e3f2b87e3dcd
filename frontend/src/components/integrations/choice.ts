import type { OfferedEntity } from "../../api/integrationEntities";

/** The things whose name, room, kind or key has every word of a search. */
export function found(entities: readonly OfferedEntity[], search: string): OfferedEntity[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return [...entities];
  }
  return entities.filter(({ name, area, domain, key }) => {
    const text = [name, area ?? "", domain, key].join(" ").toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The keys that are chosen as the hub has it. */
export function chosenKeys(entities: readonly OfferedEntity[]): Set<string> {
  return new Set(entities.filter(({ chosen }) => chosen).map(({ key }) => key));
}

/** A choice with some things taken in or left out. */
export function withKeys(
  choice: ReadonlySet<string>,
  keys: readonly string[],
  wanted: boolean,
): Set<string> {
  const changed = new Set(choice);
  for (const key of keys) {
    if (wanted) {
      changed.add(key);
    } else {
      changed.delete(key);
    }
  }
  return changed;
}

/** Whether two choices are the same. */
export function isSameChoice(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((key) => other.has(key));
}
