import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";

import { explain, isSignedOut } from "../../api/problem";

/** Tells in a notice why something was not done. */
export function useTold() {
  const { t } = useTranslation();
  return {
    onError: (error: unknown) => {
      if (!isSignedOut(error)) {
        notifications.show({
          color: "orange",
          title: t("satellites.notDone"),
          message: explain(error),
        });
      }
    },
  };
}
