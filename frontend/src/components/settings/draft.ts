import type { HomeSettings, SettingName } from "../../api/homeSettings";

/** What a person has changed and not saved yet, with what it was when they began. */
export interface Draft {
  changes: Partial<HomeSettings>;
  was: Partial<HomeSettings>;
}

export const NO_DRAFT: Draft = { changes: {}, was: {} };

/** Whether two values of settings are the same to the hub; the order of a list counts. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Note a change; a value that is as it was is no change. */
export function withChange<N extends SettingName>(
  draft: Draft,
  settings: HomeSettings,
  name: N,
  value: HomeSettings[N],
): Draft {
  const was = name in draft.was ? draft.was[name] : settings[name];
  if (isSame(value, was)) {
    return { changes: without(draft.changes, name), was: without(draft.was, name) };
  }
  return {
    changes: { ...draft.changes, [name]: value },
    was: { ...draft.was, [name]: was },
  };
}

/** What is shown: what was changed here, else what the hub has. */
export function shown<N extends SettingName>(
  draft: Draft,
  settings: HomeSettings,
  name: N,
): HomeSettings[N] {
  return name in draft.changes ? (draft.changes[name] as HomeSettings[N]) : settings[name];
}

function without(values: Partial<HomeSettings>, name: SettingName): Partial<HomeSettings> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}
