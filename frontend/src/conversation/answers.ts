import type { TurnQuestion } from "./turn";

export interface Answer {
  /** Blank: the word for it is the page's own. */
  label: string;
  kind: "yes" | "no" | "option";
  /** What is said to the hub. */
  sentence: string;
}

/** Yes and no as the hub hears them, by the language it understands. */
const WORDS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  en: ["yes", "no"],
  de: ["ja", "nein"],
  es: ["sí", "no"],
  fr: ["oui", "non"],
  it: ["sì", "no"],
  nl: ["ja", "nee"],
};
const ENGLISH = ["yes", "no"] as const;

/** What can be answered to a question: one of several things, or yes and no. */
export function answersTo({ kind, options }: TurnQuestion, language: string): Answer[] {
  if (kind === "ambiguous") {
    return options.map(({ label, sentence }) => ({ label, kind: "option", sentence }));
  }
  const [yes, no] = WORDS[language.slice(0, 2).toLowerCase()] ?? ENGLISH;
  return [
    { label: "", kind: "yes", sentence: yes },
    { label: "", kind: "no", sentence: no },
  ];
}
