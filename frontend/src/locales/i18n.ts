import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import { remember, remembered } from "../preferences/storage";
import { PROBLEMS, WANTED } from "../api/problem";
import type en from "./en.json";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
    contextSeparator: "|";
  }
}

const LOADERS = {
  en: () => import("./en.json"),
  de: () => import("./de.json"),
};

/** Words for what the hub refuses; its own are English. */
const PROBLEM_LOADERS: Partial<Record<Language, () => Promise<{ default: object }[]>>> = {
  de: () => Promise.all([import("./problems/de.json"), import("./problems/wanted.de.json")]),
};

export type Language = keyof typeof LOADERS;

export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: "en", name: "English" },
  { code: "de", name: "Deutsch" },
];

const REMEMBERED = "language";

/** Choose a language: the remembered one, else the first of the browser's that is translated. */
export function chooseLanguage(chosen: string | null, wanted: readonly string[]): Language {
  const candidates = [chosen ?? "", ...wanted].map((tag) => tag.slice(0, 2).toLowerCase());
  return candidates.find((code): code is Language => code in LOADERS) ?? "en";
}

/** Start the translations in this browser's language. */
export async function startTranslations(): Promise<void> {
  const language = chooseLanguage(remembered(REMEMBERED), navigator.languages);
  const [texts, problems] = await Promise.all([LOADERS[language](), PROBLEM_LOADERS[language]?.()]);
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: {
      [language]: {
        translation: texts.default,
        [PROBLEMS]: problems?.[0]?.default ?? {},
        [WANTED]: problems?.[1]?.default ?? {},
      },
    },
    // Keys hold the hub's own words, which have underscores in them.
    contextSeparator: "|",
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

/** Change the language and remember it. */
export async function changeLanguage(language: Language): Promise<void> {
  const [texts, problems] = await Promise.all([LOADERS[language](), PROBLEM_LOADERS[language]?.()]);
  i18next.addResourceBundle(language, "translation", texts.default);
  i18next.addResourceBundle(language, PROBLEMS, problems?.[0]?.default ?? {});
  i18next.addResourceBundle(language, WANTED, problems?.[1]?.default ?? {});
  // What is fetched anew because of the change is asked for in the new language.
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
  remember(REMEMBERED, language);
}
