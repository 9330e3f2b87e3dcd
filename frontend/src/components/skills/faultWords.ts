import type { TFunction, i18n } from "i18next";

import type { TextFault } from "../../api/skills";

/** Say what is wrong with a text in the page's language; in the hub's words where it has none. */
export function faultWords(fault: TextFault, t: TFunction, texts: Pick<i18n, "exists">): string {
  const { code, values } = fault;
  const kind = typeof values.kind === "string" ? values.kind : code;
  const listed = values.takes ?? values.known;
  const key = `fault.${kind}${listed === "" ? "_none" : ""}`;
  const found = [key, `fault.${kind}`].find((one) => texts.exists(one));
  if (found === undefined) {
    return [fault.message, fault.cure].filter(Boolean).join(" ");
  }
  const words = t(found as "fault.stop", values as { sentence: string });
  return typeof values.variant === "number"
    ? `${t("fault.variant", { number: values.variant })} ${words}`
    : words;
}
