import { ApiError } from "../../api/problem";
import { isGroup } from "../schema/schema";

/** What a test of settings can end with; `title` says which. */
export const TEST_FAILURES = ["cannot_connect", "invalid_auth", "unknown"] as const;

export type TestFailure = (typeof TEST_FAILURES)[number];

/** Name the way a test failed, or return null when something else went wrong. */
export function testFailure(error: unknown): TestFailure | null {
  const code = error instanceof ApiError && error.faults.length === 0 ? error.code : "";
  return TEST_FAILURES.find((one) => one === code) ?? null;
}

/** Whether settings are fine but for the other side's answer to them. */
export function isTestFailure(error: unknown): boolean {
  return testFailure(error) !== null;
}

/** Whether an integration has settings at all. */
export function hasFields(schema: unknown): boolean {
  if (!isGroup(schema) || !isGroup(schema.properties)) {
    return true;
  }
  const open = isGroup(schema.additionalProperties) || schema.additionalProperties === true;
  return open || Object.keys(schema.properties).length > 0;
}

/** The credentials among the settings: all that is asked for when they are refused. */
export function credentialsOf(schema: Record<string, unknown>): Record<string, unknown> | null {
  const properties = isGroup(schema.properties) ? schema.properties : {};
  const secret = Object.entries(properties).filter(
    ([, part]) => isGroup(part) && part.format === "password",
  );
  if (secret.length === 0) {
    return null;
  }
  return {
    type: "object",
    properties: Object.fromEntries(secret),
    required: secret.length === 1 ? secret.map(([name]) => name) : [],
    additionalProperties: false,
  };
}
