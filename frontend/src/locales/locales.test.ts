import { expect, test } from "vitest";

import { STATES } from "../api/integrations";
import { RUN_EVENT_TYPES } from "../api/types";
import { TAP_SERVICES } from "../home/tapAction";
import de from "./de.json";
import en from "./en.json";
import { chooseLanguage } from "./i18n";
import problems from "./problems/de.json";
import wanted from "./problems/wanted.de.json";

/** Every text by its path, so that missing keys and placeholders can be named. */
function flat(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") {
    return [[path, value]];
  }
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) =>
    flat(inner, path === "" ? key : `${path}.${key}`),
  );
}

const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test("English and German have the same keys", () => {
  const keys = (texts: unknown) =>
    flat(texts)
      .map(([key]) => key)
      .sort();
  expect(keys(de)).toEqual(keys(en));
});

test("a translation has the placeholders of the original, and no text is empty", () => {
  const german = new Map(flat(de));
  for (const [key, text] of flat(en)) {
    expect(text.trim(), key).not.toBe("");
    expect(german.get(key)?.trim(), key).not.toBe("");
    expect(placeholders(german.get(key) ?? ""), key).toEqual(placeholders(text));
  }
});

test.each([
  ["Weckwort", /Aktivierungsw/],
  ["Skill", /Fähigkeit/],
  ["Hub", /Zentrale/],
  ["Ablauf", /Routine/],
])("in German a %s is called nothing else", (_, otherwise) => {
  const texts = [de, problems, wanted].flatMap((one) => flat(one));
  expect(texts.filter(([, text]) => otherwise.test(text))).toEqual([]);
});

test("every event of a run and every tap has a name", () => {
  expect(Object.keys(en.event).sort()).toEqual([...RUN_EVENT_TYPES].sort());
  expect(Object.keys(en.home.action).sort()).toEqual([...TAP_SERVICES].sort());
});

test("every state of an integration has a name and a sentence", () => {
  expect(Object.keys(en.integrations.state).sort()).toEqual([...STATES, "warned"].sort());
  expect(Object.keys(en.integrations.about).sort()).toEqual([...STATES].sort());
});

test("the remembered language counts, then the browser's, then English", () => {
  expect(chooseLanguage("de", ["en-US"])).toBe("de");
  expect(chooseLanguage(null, ["fr-FR", "de-AT", "en"])).toBe("de");
  expect(chooseLanguage("xx", ["fr"])).toBe("en");
});
