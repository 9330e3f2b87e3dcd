import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";

export type Onboarding = Schemas["OnboardingModel"];
export type StepId = Onboarding["steps"][number]["id"];

export const ONBOARDING = ["onboarding"];

/** How far the first run has come, kept live by the `/ui` socket. */
export function useOnboarding() {
  return useQuery({
    queryKey: ONBOARDING,
    queryFn: () => request<Onboarding>("GET", "/api/onboarding"),
  });
}

interface Progress {
  steps?: Partial<Record<StepId, "open" | "done" | "skipped">>;
  finished?: boolean;
}

/** Tell the hub what became of steps. */
export function useGoOn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (progress: Progress) => request<Onboarding>("PATCH", "/api/onboarding", progress),
    onSuccess: (state) => client.setQueryData(ONBOARDING, state),
  });
}
