import { expect, test } from "vitest";

import { type BackupJob, backupAddress, isUnderWay, percentOf } from "./backups";

const JOB: BackupJob = {
  id: "1",
  kind: "create",
  state: "running",
  step: "pack",
  bytes: 50,
  total_bytes: 200,
  backup: null,
  error: null,
};

test("a job is told in percent where its size is known", () => {
  expect(percentOf(JOB)).toBe(25);
  expect(percentOf({ ...JOB, total_bytes: 0 })).toBeNull();
});

test("a job goes on until it is done or failed", () => {
  expect(isUnderWay(JOB)).toBe(true);
  expect(isUnderWay({ ...JOB, state: "restarting" })).toBe(true);
  expect(isUnderWay({ ...JOB, state: "failed" })).toBe(false);
  expect(isUnderWay(null)).toBe(false);
});

test("a name is one part of an address", () => {
  expect(backupAddress("a/b.zip", "file")).toBe("/api/backups/a%2Fb.zip/file");
});
