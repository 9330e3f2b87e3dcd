import type { Entity } from "../api/types";

/** Make an entity of the house; its domain is in its id. */
export function entity(id: string, state: string, more: Partial<Entity> = {}): Entity {
  const [domain = "", name = ""] = id.split(".");
  return {
    id,
    name,
    domain,
    source: "demo_home",
    area_id: null,
    device_class: null,
    aliases: [],
    exposed: true,
    state,
    attributes: {},
    changed_at: 0,
    ...more,
  };
}
