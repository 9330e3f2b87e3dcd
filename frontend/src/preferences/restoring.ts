const KEY = "ova.restoring";

/**
 * Remember, beyond the hub's restart and a sign-in, that this tab ordered a restore, and when the
 * one before it was.
 */
export function rememberRestore(before: number): void {
  try {
    sessionStorage.setItem(KEY, String(before));
  } catch {
    // The page then only tells less.
  }
}

/** When the restore before the one this tab ordered was; blank when it ordered none. */
export function rememberedRestore(): string {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** It was told. */
export function forgetRestore(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was remembered then.
  }
}
