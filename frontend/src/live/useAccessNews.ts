import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { applyNews } from "../api/applyNews";
import { type BackupJob, BACKUPS, type BackupState, isUnderWay } from "../api/backups";
import { PEOPLE } from "../api/people";
import { keys } from "../api/queryClient";
import { TOKENS } from "../api/tokens";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about who may do what. */
export interface AccessMessages {
  person: (change: { id: string; removed: boolean }) => void;
  token: (change: { id: string; removed: boolean }) => void;
  backup: (news: BackupJob | { changed: true }) => void;
}

/** Keep people, tokens, one's own role and backups live. */
export function useAccessNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const onPerson = () => {
      void client.invalidateQueries({ queryKey: PEOPLE });
      void client.invalidateQueries({ queryKey: TOKENS });
      void client.invalidateQueries({ queryKey: keys.session });
    };
    const onToken = () => void client.invalidateQueries({ queryKey: TOKENS });
    const onBackup = (news: BackupJob | { changed: true }) => {
      if ("changed" in news || !isUnderWay(news)) {
        void client.invalidateQueries({ queryKey: BACKUPS });
      }
      if (!("changed" in news)) {
        applyNews<BackupState>(client, BACKUPS, (known) => known && { ...known, job: news });
      }
    };
    const onUp = () => {
      onPerson();
      void client.invalidateQueries({ queryKey: BACKUPS });
    };
    ui.on("backup", onBackup);
    ui.on("person", onPerson);
    ui.on("token", onToken);
    // What was told while the connection was down is fetched.
    ui.on("connect", onUp);
    return () => {
      ui.off("person", onPerson);
      ui.off("token", onToken);
      ui.off("backup", onBackup);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}
