import type { TurnQuestion } from "./turn";

export interface Answer {
  /** Blank: the word for it is the page's own. */
  label: string;
  kind: "yes" | "no" | "option" | "cancel";
  /** What is said to the hub. */
  sentence: string;
}

/** Yes, no and never mind as the hub hears them, by the language it understands. */
const WORDS: Readonly<Record<string, readonly [yes: string, no: string, cancel: string]>> = {
  en: ["yes", "no", "never mind"],
  de: ["ja", "nein", "vergiss es"],
  es: ["sí", "no", "cancela"],
  fr: ["oui", "non", "annule"],
  it: ["sì", "no", "annulla"],
  nl: ["ja", "nee", "laat maar"],
};
const ENGLISH = ["yes", "no", "never mind"] as const;

const ONE_OF_SEVERAL = new Set(["ambiguous", "choice"]);
/** Questions for something that has to be said or typed: "for how long?". */
const OPEN = new Set(["value", "offer"]);

/** What can be answered to a question: one of several things, yes and no, or that it is dropped. */
export function answersTo({ kind, options }: TurnQuestion, language: string): Answer[] {
  const [yes, no, never] = WORDS[language.slice(0, 2).toLowerCase()] ?? ENGLISH;
  const cancel: Answer = { label: "", kind: "cancel", sentence: never };
  const offered = options.map(({ label, sentence }): Answer => {
    return { label, kind: "option", sentence: sentence === "" ? label : sentence };
  });
  if (ONE_OF_SEVERAL.has(kind) || OPEN.has(kind)) {
    return [...offered, cancel];
  }
  return [
    { label: "", kind: "yes", sentence: yes },
    { label: "", kind: "no", sentence: no },
  ];
}

/** Whether a question wants something said or typed that no button can offer. */
export function wantsWords({ kind }: TurnQuestion): boolean {
  return OPEN.has(kind);
}
