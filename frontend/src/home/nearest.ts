import type { Entity } from "../api/types";
import { tapAction } from "./tapAction";

/** The devices one is most likely talking about: those of a room, or what changed last. */
export function nearest(
  entities: readonly Entity[],
  areaId: string | null,
  count: number,
): readonly Entity[] {
  const usable = entities.filter((entity) => tapAction(entity) !== null);
  const found =
    areaId === null
      ? usable.sort((a, b) => b.changed_at - a.changed_at || a.name.localeCompare(b.name))
      : usable.filter(({ area_id }) => area_id === areaId);
  return found.slice(0, count);
}
