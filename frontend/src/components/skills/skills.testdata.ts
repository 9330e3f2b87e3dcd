import type { OwnText } from "../../api/skills";

/** An own sentence, but for what is given. */
export function ownText(given: Partial<OwnText>): OwnText {
  return {
    id: "t1",
    version: 1,
    seq: 1,
    skill: "clock",
    language: "en",
    kind: "sentence",
    key: "HassGetCurrentTime",
    removed: false,
    by: "",
    at: 0,
    text: "tick tock",
    meaning: {},
    forms: {},
    fault: "",
    ...given,
  };
}
