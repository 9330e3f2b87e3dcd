import { useQuery } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";

export type Recognisers = Schemas["RecognisersModel"];
export type Recogniser = Schemas["RecogniserModel"];
export type Agent = Schemas["AgentModel"];

export const RECOGNISERS = ["recognisers"] as const;
/** Which one hears follows a change of the settings after seconds: models are loaded first. */
const LOOK_AGAIN_MS = 5000;

/** Which recognisers can hear a language, the home's when none is given, and which one does. */
export function useRecognisers(language = "") {
  return useQuery({
    queryKey: language === "" ? RECOGNISERS : [...RECOGNISERS, language],
    queryFn: () =>
      request<Recognisers>(
        "GET",
        language === "" ? "/api/recognisers" : `/api/recognisers?language=${language}`,
      ),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** The integrations that can be asked what no skill takes. */
export function useAgents() {
  return useQuery({
    queryKey: ["agents"],
    queryFn: () => request<Agent[]>("GET", "/api/agents"),
  });
}
