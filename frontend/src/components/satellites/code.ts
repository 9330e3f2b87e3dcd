const LENGTH = 6;

/** Whether somebody has typed all of a code, however they wrote it. */
export function isWholeCode(typed: string): boolean {
  return typed.replace(/[^a-z0-9]/gi, "").length === LENGTH;
}
