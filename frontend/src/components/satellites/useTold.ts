import { useTranslation } from "react-i18next";

import { isSignedOut } from "../../api/problem";
import { notDone } from "../panel/notDone";

/** Tells in a notice why something was not done. */
export function useTold() {
  const { t } = useTranslation();
  return {
    onError: (error: unknown) => {
      if (!isSignedOut(error)) {
        notDone(error, t("satellites.notDone"));
      }
    },
  };
}
