import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import { keys } from "./queryClient";
import type { Schemas } from "./types";
import { useMay } from "./useMay";

export type HomeSettings = Schemas["SettingsModel"];

export type SettingName = keyof HomeSettings;

export const SETTINGS = ["settings"];

/** The settings of the home, kept live by the `/ui` socket; guests are not told. */
export function useHomeSettings() {
  const told = useMay("adult");
  return useQuery({
    enabled: told,
    queryKey: SETTINGS,
    queryFn: () => request<HomeSettings>("GET", "/api/settings"),
  });
}

interface Change {
  changes: Partial<HomeSettings>;
  /** The same settings as they were shown; left out to overwrite whatever is there. */
  was?: Partial<HomeSettings> | undefined;
}

/** Change settings of the home unless somebody else did meanwhile. */
export function useChangeHomeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ changes, was }: Change) =>
      request<HomeSettings>("PATCH", "/api/settings", { ...changes, ...(was ? { was } : {}) }),
    onSuccess: (settings) => {
      client.setQueryData(SETTINGS, settings);
      void client.invalidateQueries({ queryKey: keys.setup });
    },
    onError: () => client.invalidateQueries({ queryKey: SETTINGS }),
  });
}
