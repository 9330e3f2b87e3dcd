import type { Area } from "../../api/types";

export interface Room {
  name: string;
  /** The area it is; null while it is only suggested. */
  id: string | null;
  /** Something is in it, so that it cannot be taken away here. */
  fixed: boolean;
}

/** The rooms to tick: those there are, then suggested and added ones that are none of them. */
export function roomsToTick(
  areas: readonly Area[],
  inhabited: ReadonlySet<string>,
  names: readonly string[],
): Room[] {
  const rooms: Room[] = areas.map(({ id, name }) => ({ id, name, fixed: inhabited.has(id) }));
  const known = new Set(
    areas.flatMap(({ name, aliases }) => [name, ...aliases]).map((name) => folded(name)),
  );
  for (const name of names) {
    if (!known.has(folded(name))) {
      known.add(folded(name));
      rooms.push({ id: null, name, fixed: false });
    }
  }
  return rooms;
}

/** What has to be made and taken away for the ticked rooms to be the rooms. */
export function roomChanges(rooms: readonly Room[], ticked: ReadonlySet<string>) {
  return {
    added: rooms.filter(({ id, name }) => id === null && ticked.has(folded(name))),
    removed: rooms.filter(
      ({ id, name, fixed }) => id !== null && !fixed && !ticked.has(folded(name)),
    ),
  };
}

/** A name as names are compared. */
export function folded(name: string): string {
  return name.trim().toLocaleLowerCase();
}
