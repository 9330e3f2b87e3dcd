/** Copy a text; false when the browser does not let a page do that. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Browsers have it on https and localhost only; a hub at home is often reached by http.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (!clipboard) {
      return false;
    }
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
