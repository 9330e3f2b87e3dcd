import type { SpeechModel } from "../../../api/speechModels";
import { languageName } from "../language/languages";

export interface LanguageGroup {
  language: string;
  models: SpeechModel[];
}

/** The models by language: the home's first, then those of which one is there, then by name. */
export function inGroups(
  models: readonly SpeechModel[],
  home: string,
  locale: string,
): LanguageGroup[] {
  const groups = new Map<string, SpeechModel[]>();
  for (const model of models) {
    const language = model.language.split("-")[0] ?? "";
    groups.set(language, [...(groups.get(language) ?? []), model]);
  }
  const rank = ({ language, models: members }: LanguageGroup) =>
    language === home ? 0 : members.some(({ installed }) => installed) ? 1 : 2;
  return [...groups]
    .map(([language, members]) => ({ language, models: members }))
    .sort(
      (one, other) =>
        rank(one) - rank(other) ||
        languageName(one.language, locale).localeCompare(languageName(other.language, locale)),
    );
}
