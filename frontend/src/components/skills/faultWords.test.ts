import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

import type { TextFault } from "../../api/skills";
import de from "../../locales/de.json";
import { faultWords } from "./faultWords";

beforeAll(async () => {
  await i18next.init({
    lng: "de",
    resources: { de: { translation: de } },
    interpolation: { escapeValue: false },
  });
});

function said(fault: Partial<TextFault>): string {
  const whole = { code: "", message: "There it is.", cure: "Mend it.", column: 0, values: {} };
  return faultWords({ ...whole, ...fault }, i18next.t, i18next);
}

test("a fault is told in the page's language with what it names", () => {
  const slot = { code: "unknown_slot", values: { slot: "{mood}", takes: "{area}, {name}" } };
  expect(said(slot)).toBe("Mit {mood} geschieht hier nichts. Stehen kann hier: {area}, {name}.");
  expect(said({ ...slot, values: { slot: "{mood}", takes: "" } })).toBe(
    "Mit {mood} geschieht hier nichts; hier wird kein Platz ausgefüllt.",
  );
  expect(said({ code: "syntax", values: { kind: "never_closed", sign: "'('", takes: "" } })).toBe(
    "'(' wird nie geschlossen. Jede ( [ { < braucht ihr Gegenstück.",
  );
});

test("a fault of one variant says of which", () => {
  expect(said({ code: "empty", values: { kind: "empty_variant", variant: 2 } })).toBe(
    "Variante 2: Sie ist leer. Schreibe etwas oder entferne sie.",
  );
});

test("a fault the page does not know is told in the hub's words", () => {
  expect(said({ code: "syntax", values: { takes: "" } })).toBe("There it is. Mend it.");
});
