import type { HomeSettings } from "../../api/homeSettings";

/** Languages a home can have, by their own names. */
export const HOME_LANGUAGES = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  nl: "Nederlands",
  it: "Italiano",
} as const satisfies Record<HomeSettings["language"], string>;

/** Countries where people read temperatures in Fahrenheit. */
const FAHRENHEIT = new Set(["US", "LR", "BS", "BZ", "KY", "PW", "FM", "MH"]);

export interface Browser {
  languages: readonly string[];
  timeZone: string;
}

export type Guess = Pick<HomeSettings, "language" | "temperature_unit" | "time_zone">;

/** Guess language, units and time zone of a home from a browser in it. */
export function guessHome(browser: Browser, known: Guess): Guess {
  const language = browser.languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((code): code is HomeSettings["language"] => code in HOME_LANGUAGES);
  const region = browser.languages[0]?.split("-").find((part) => /^[A-Z]{2}$/.test(part));
  return {
    language: language ?? known.language,
    temperature_unit:
      region === undefined ? known.temperature_unit : FAHRENHEIT.has(region) ? "F" : "C",
    time_zone: browser.timeZone === "" ? known.time_zone : browser.timeZone,
  };
}

/** What this browser tells of itself. */
export function thisBrowser(): Browser {
  return {
    languages: navigator.languages,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** Every time zone by name, with the given one whatever it is. */
export function timeZones(chosen: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(chosen) ? known : [chosen, ...known];
}
