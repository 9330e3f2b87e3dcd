import type { EntityFields, NamedThing, NameFault } from "../../../api/entityChanges";
import type { Area } from "../../../api/types";

/** Something that mends a fault of a thing's name at once. */
export type Cure =
  | { kind: "hide"; change: Partial<EntityFields> }
  | { kind: "move"; change: Partial<EntityFields>; place: string }
  | { kind: "rename"; change: Partial<EntityFields>; name: string }
  | { kind: "removeAlias"; change: Partial<EntityFields>; alias: string };

/** What mends a fault with one click; renaming by hand is always possible beside it. */
export function curesOf(fault: NameFault, thing: NamedThing, areas: readonly Area[]): Cure[] {
  const cures: Cure[] = [];
  if (thing.is_alias) {
    const left = thing.aliases.filter((alias) => !isSameText(alias, fault.text));
    cures.push({ kind: "removeAlias", change: { aliases: left }, alias: fault.text });
  }
  if (thing.kind !== "entity") {
    return cures;
  }
  const place = areas.find(({ id }) => id === fault.place_id);
  if (fault.kind === "elsewhere" && place) {
    cures.push({ kind: "move", change: { area_id: place.id }, place: place.name });
  }
  const own = areas.find(({ id }) => id === thing.area_id);
  if (!thing.is_alias && own && isAboutSameName(fault.kind)) {
    const name = `${own.name} ${thing.name}`;
    if (!thing.name.toLocaleLowerCase().startsWith(own.name.toLocaleLowerCase())) {
      cures.push({ kind: "rename", change: { name }, name });
    }
  }
  cures.push({ kind: "hide", change: { exposed: false } });
  return cures;
}

function isAboutSameName(kind: string): boolean {
  return kind === "same_name_elsewhere" || kind === "same_name_floors" || kind === "like_place";
}

function isSameText(one: string, other: string): boolean {
  return one.toLocaleLowerCase() === other.toLocaleLowerCase();
}
