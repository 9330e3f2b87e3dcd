/** Name a language in another: "German". */
export function languageName(code: string, shownIn: string): string {
  try {
    return new Intl.DisplayNames([shownIn], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
