import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type en from "../../locales/en.json";

type Known = keyof (typeof en)["history"]["reason"];

/** Gives a function that says in words what the code of a failure means; unknown ones as they are. */
export function useReason(): (code: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (code: string) =>
      i18n.exists(`history.reason.${code}`) ? t(`history.reason.${code as Known}`) : code,
    [t, i18n],
  );
}
