/**
 * Put a text on the clipboard. Browsers keep `navigator.clipboard` from pages without https, which
 * hubs in a home often are: then the older way is taken.
 */
export async function copyText(
  text: string,
  field: HTMLInputElement | HTMLTextAreaElement | null,
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field?.select();
    // Deprecated, and the only way there is on plain http.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
    return document.execCommand("copy");
  }
}
