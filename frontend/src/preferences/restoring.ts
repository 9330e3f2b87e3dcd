const KEY = "ova.restoring";

/** Remember, beyond the hub's restart and a sign-in, that this tab ordered a restore. */
export function rememberRestore(name: string): void {
  try {
    sessionStorage.setItem(KEY, name);
  } catch {
    // The page then only tells less.
  }
}

/** The backup this tab wanted restored; blank when there was none. */
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
