import { useState } from "react";

import { type HomeSettings, type SettingName, useChangeHomeSettings } from "../../api/homeSettings";
import { ApiError } from "../../api/problem";
import { NO_DRAFT, shown, withChange } from "./draft";

/** What a card of settings shows and changes; nothing is sent before it is saved. */
export interface SettingsDraft {
  value: <N extends SettingName>(name: N) => HomeSettings[N];
  set: <N extends SettingName>(name: N, value: HomeSettings[N]) => void;
  /** What the hub has against a field; blank when it has nothing. */
  fault: (name: SettingName) => string;
  changed: boolean;
  saving: boolean;
  saved: boolean;
  /** Why it was not saved, as far as no field says so. */
  error: unknown;
  save: () => void;
  /** Save over what somebody else changed meanwhile. */
  overwrite: () => void;
  /** Forget what was changed here. */
  reset: () => void;
}

/** Keep what a person changes until it is saved. */
export function useSettingsDraft(settings: HomeSettings): SettingsDraft {
  const [draft, setDraft] = useState(NO_DRAFT);
  const change = useChangeHomeSettings();
  const faults = change.error instanceof ApiError ? change.error.fields : {};
  const told = Object.keys(faults).some((name) => name in draft.changes);
  const send = (overwrite: boolean) =>
    change.mutate(
      { changes: draft.changes, was: overwrite ? undefined : draft.was },
      { onSuccess: () => setDraft(NO_DRAFT) },
    );
  const reset = () => {
    setDraft(NO_DRAFT);
    change.reset();
  };
  return {
    value: (name) => shown(draft, settings, name),
    set: (name, value) => {
      setDraft((known) => withChange(known, settings, name, value));
      if (change.error !== null || change.isSuccess) {
        change.reset();
      }
    },
    fault: (name) => faults[name] ?? "",
    changed: Object.keys(draft.changes).length > 0,
    saving: change.isPending,
    saved: change.isSuccess,
    error: told ? null : change.error,
    save: () => send(false),
    overwrite: () => send(true),
    reset,
  };
}
