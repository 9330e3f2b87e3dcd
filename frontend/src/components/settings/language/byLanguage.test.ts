import { expect, test } from "vitest";

import { withEntry } from "./byLanguage";
import { languageName } from "./languages";

test("what is chosen for a language is set, replaced and taken away", () => {
  expect(withEntry({}, "de", "vosk")).toEqual({ de: "vosk" });
  expect(withEntry({ de: "vosk", fr: "auto" }, "de", "whisper")).toEqual({
    fr: "auto",
    de: "whisper",
  });
  expect(withEntry({ de: "vosk" }, "de", undefined)).toEqual({});
});

test("languages are named in the page's own, and nonsense is shown as it is", () => {
  expect(languageName("de", "en")).toBe("German");
  expect(languageName("de", "de")).toBe("Deutsch");
  expect(languageName("no language", "en")).toBe("no language");
});
