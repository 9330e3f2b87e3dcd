import { useQuery } from "@tanstack/react-query";

import { request, requestSound } from "./client";
import type { Schemas } from "./types";

export type Voices = Schemas["VoicesModel"];

/** The voices that can speak now, and the one replies are spoken with. */
export function useVoices() {
  return useQuery({
    queryKey: ["voices"],
    queryFn: () => request<Voices>("GET", "/api/voices"),
  });
}

/** Have a text spoken, in the home's voice or another; the bytes of a sound file. */
export function fetchSpeech(text: string, voice?: string): Promise<ArrayBuffer> {
  return requestSound("/api/say", voice === undefined ? { text } : { text, voice });
}
