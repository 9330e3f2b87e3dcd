import type { Skill } from "../../api/skills";

const DOTS = ["bad", "warn", "ok", "off"] as const;

/** The skills with some words: those in trouble first, those that are off last, by name. */
export function foundSkills(skills: readonly Skill[], words: string): Skill[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return skills
    .filter(({ id, name, description, category }) => {
      const text = [id, name, description, category].join(" ").toLocaleLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .sort(
      (a, b) =>
        DOTS.indexOf(a.health.dot) - DOTS.indexOf(b.health.dot) || a.name.localeCompare(b.name),
    );
}
