import type { Entity } from "../../api/types";

/** What is only looked at. */
const WATCHED = new Set(["sensor", "binary_sensor", "weather", "event"]);
/** What can be done there beside controlling things. */
const ANNOUNCE = "announce";
const INTEGRATION = "integration:";

interface Option {
  value: string;
  label: string;
}

interface Orders {
  id: string;
  name: string;
  /** How many actions it has. */
  actions: number;
}

interface Words {
  kinds: string;
  things: string;
  more: string;
  announce: string;
  allOf: (domain: string) => string;
  everything: (name: string) => string;
}

/** What can be kept from being controlled: kinds of things, each of them, then what else can be ordered. */
export function barChoices(
  entities: readonly Pick<Entity, "id" | "name" | "domain">[],
  integrations: readonly Orders[],
  chosen: readonly string[],
  words: Words,
): { group: string; items: Option[] }[] {
  const things = entities.filter(({ domain }) => !WATCHED.has(domain));
  const domains = [...new Set(things.map(({ domain }) => domain))].sort();
  const byName = (a: Option, b: Option) => a.label.localeCompare(b.label);
  const more = [
    { value: ANNOUNCE, label: words.announce },
    ...integrations
      .filter(({ actions }) => actions > 0)
      .map(({ id, name }) => ({ value: INTEGRATION + id, label: words.everything(name) }))
      .sort(byName),
  ];
  const known = new Set([
    ...domains,
    ...things.map(({ id }) => id),
    ...more.map(({ value }) => value),
  ]);
  return [
    {
      group: words.kinds,
      items: domains.map((domain) => ({ value: domain, label: words.allOf(domain) })),
    },
    {
      group: words.things,
      items: [
        ...things.map(({ id, name }) => ({ value: id, label: name })).sort(byName),
        // What is gone stays chosen until somebody takes it away.
        ...chosen.filter((one) => !known.has(one)).map((one) => ({ value: one, label: one })),
      ],
    },
    { group: words.more, items: more },
  ];
}
