import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { applyNews } from "../api/applyNews";
import { type Onboarding, ONBOARDING } from "../api/onboarding";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about the first run. */
export interface SetUpMessages {
  onboarding: (state: Onboarding) => void;
}

/** Keep live how far the first run has come. */
export function useSetUpNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const onOnboarding = (state: Onboarding) => applyNews(client, ONBOARDING, () => state);
    ui.on("onboarding", onOnboarding);
    return () => {
      ui.off("onboarding", onOnboarding);
    };
  }, [ui, client]);
}
