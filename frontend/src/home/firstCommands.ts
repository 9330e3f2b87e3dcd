import type { Entity } from "../api/types";

/** What is said in each language a home can have. */
const SAYINGS: Record<string, { on: (name: string) => string; others: readonly string[] }> = {
  en: {
    on: (name) => `Turn on the ${name}`,
    others: ["What time is it?", "Set a timer for one minute"],
  },
  de: {
    on: (name) => `Schalte ${name} ein`,
    others: ["Wie spät ist es?", "Stell einen Timer auf eine Minute"],
  },
  fr: {
    on: (name) => `Allume ${name}`,
    others: ["Quelle heure est-il ?", "Mets un minuteur d'une minute"],
  },
  es: {
    on: (name) => `Enciende ${name}`,
    others: ["¿Qué hora es?", "Pon un temporizador de un minuto"],
  },
  nl: {
    on: (name) => `Zet ${name} aan`,
    others: ["Hoe laat is het?", "Zet een timer op één minuut"],
  },
  it: {
    on: (name) => `Accendi ${name}`,
    others: ["Che ore sono?", "Imposta un timer di un minuto"],
  },
};

/** Commands this very home can carry out, in its language: what it has first. */
export function firstCommands(language: string, entities: readonly Entity[]): string[] {
  const sayings = SAYINGS[language] ?? SAYINGS.en;
  if (!sayings) {
    return [];
  }
  const lights = entities.filter(
    ({ domain, exposed, state }) => domain === "light" && exposed && state !== "unavailable",
  );
  const [light] = [...lights].sort((a, b) => a.id.localeCompare(b.id));
  return [...(light ? [sayings.on(light.name)] : []), ...sayings.others];
}
