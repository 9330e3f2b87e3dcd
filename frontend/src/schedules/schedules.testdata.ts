import type { Plan } from "../api/schedules";

/** An alarm for tests, as the hub tells of one. */
export function planLike(given: Partial<Plan> = {}): Plan {
  return {
    id: "one",
    kind: "alarm",
    name: null,
    text: null,
    due_at: 0,
    at: null,
    repeat: null,
    created_at: 0,
    satellite_id: null,
    satellite_ids: [],
    group_id: null,
    area_id: null,
    state: "pending",
    late: false,
    running: false,
    snoozed: false,
    trouble: null,
    words: null,
    reason: null,
    last_trouble: null,
    snooze_s: null,
    routine_id: null,
    ...given,
  };
}
