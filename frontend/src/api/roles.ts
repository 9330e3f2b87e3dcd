/** What a person may do, from the least to the most. */
export const ROLES = ["guest", "adult", "owner"] as const;

export type Role = (typeof ROLES)[number];

/** Whether a person of one role may do what another role is the least for. */
export function allows(role: string, least: Role): boolean {
  return ROLES.indexOf(role as Role) >= ROLES.indexOf(least);
}

/** A role as one that is known; the least one for what is not. */
export function roleOf(name: string): Role {
  return ROLES.find((role) => role === name) ?? "guest";
}
