import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { applyNews } from "./applyNews";
import { type Target, whereOf } from "../announce/targets";
import { request, upload } from "./client";
import type { Schemas } from "./types";

/** Something that was said aloud in the house. */
export type Announcement = Schemas["AnnouncedModel"];

export const ANNOUNCEMENTS = ["announcements"] as const;
const KEPT = 20;

/** The last announcements, newest first, kept live by the `/ui` socket. */
export function useAnnouncements() {
  return useQuery({
    queryKey: ANNOUNCEMENTS,
    queryFn: () => request<Announcement[]>("GET", "/api/announcements"),
  });
}

/** Put a new one on top, once. */
export function putAnnouncement(client: QueryClient, said: Announcement): void {
  applyNews<Announcement[]>(
    client,
    ANNOUNCEMENTS,
    (known) => known && [said, ...known.filter(({ id }) => id !== said.id)].slice(0, KEPT),
  );
}

/** Speak a text at places. */
export function useAnnounce() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, chosen }: { text: string; chosen: readonly Target[] }) =>
      request<Announcement>("POST", "/api/announcements", { text, ...whereOf(chosen) }),
    onSuccess: (said) => putAnnouncement(client, said),
  });
}

/** Play what somebody said at places. */
export function useIntercom() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ sound, chosen }: { sound: Blob; chosen: readonly Target[] }) => {
      const where = new URLSearchParams(
        Object.entries(whereOf(chosen)).flatMap(([kind, ids]) =>
          (ids ?? []).map((id) => [kind, id]),
        ),
      );
      return upload<Announcement>("POST", `/api/announcements/recording?${where}`, sound);
    },
    onSuccess: (said) => putAnnouncement(client, said),
  });
}
