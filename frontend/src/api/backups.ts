import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";

export type Backup = Schemas["BackupModel"];
export type BackupJob = Schemas["BackupJobModel"];
export type BackupState = Schemas["BackupsModel"];
export type BackupSchedule = Schemas["BackupScheduleModel"];

export const BACKUPS = ["backups"] as const;

/** The address of a backup. */
export function backupAddress(name: string, ...rest: string[]): string {
  return ["/api/backups", encodeURIComponent(name), ...rest].join("/");
}

/** Everything about backups, kept live by the `/ui` socket. */
export function useBackups() {
  return useQuery({
    queryKey: BACKUPS,
    queryFn: () => request<BackupState>("GET", "/api/backups"),
  });
}

/** Whether a job still goes on. */
export function isUnderWay(job: BackupJob | null | undefined): boolean {
  return job?.state === "running" || job?.state === "restarting";
}

/** How far a job is, in percent; null where that is not known. */
export function percentOf({ bytes, total_bytes: total }: BackupJob): number | null {
  return total > 0 ? Math.min(100, Math.floor((100 * bytes) / total)) : null;
}

/** Do something about backups; what is shown follows. */
function useBackupOrder<V, R>(order: (variables: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: order,
    onSettled: () => client.invalidateQueries({ queryKey: BACKUPS }),
  });
}

/** Begin a backup. */
export function useCreateBackup() {
  return useBackupOrder((body: Schemas["BackupBody"]) =>
    request<BackupJob>("POST", "/api/backups", body),
  );
}

/** Begin a restore. */
export function useRestoreBackup() {
  return useBackupOrder(({ name, body }: { name: string; body: Schemas["BackupRestoreBody"] }) =>
    request<BackupJob>("POST", backupAddress(name, "restore"), body),
  );
}

/** Delete a backup. */
export function useRemoveBackup() {
  return useBackupOrder((name: string) => request<unknown>("DELETE", backupAddress(name)));
}

/** Change when backups are made by themselves. */
export function useChangeSchedule() {
  return useBackupOrder((body: Schemas["BackupSchedulePatch"]) =>
    request<BackupSchedule>("PATCH", "/api/backups/schedule", body),
  );
}
