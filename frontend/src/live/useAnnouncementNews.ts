import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { type Announcement, ANNOUNCEMENTS, putAnnouncement } from "../api/announcements";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about announcements. */
export interface AnnouncementMessages {
  announcement: (said: Announcement) => void;
}

/** Keep the last announcements live. */
export function useAnnouncementNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const onSaid = (said: Announcement) => putAnnouncement(client, said);
    // What was told while the connection was down is fetched.
    const onUp = () => void client.invalidateQueries({ queryKey: ANNOUNCEMENTS });
    ui.on("announcement", onSaid);
    ui.on("connect", onUp);
    return () => {
      ui.off("announcement", onSaid);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}
