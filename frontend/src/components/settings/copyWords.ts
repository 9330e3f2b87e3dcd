import { copyText } from "../panel/copyText";

/** Put words that stand in no field on the clipboard; false when the browser does not let us. */
export async function copyWords(text: string): Promise<boolean> {
  const field = document.createElement("input");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  field.setAttribute("aria-hidden", "true");
  const before = document.activeElement;
  (before?.closest('[role="dialog"]') ?? document.body).append(field);
  try {
    return await copyText(text, field);
  } finally {
    field.remove();
    if (before instanceof HTMLElement) {
      before.focus();
    }
  }
}
