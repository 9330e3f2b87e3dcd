import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";

import type { Understood } from "../../api/understanding";
import en from "../../locales/en.json";
import { declinedText } from "./declined";

function declined(reason: string, detail: Record<string, unknown> = {}): Understood {
  return {
    text: "",
    language: "en",
    area: "",
    commands: [],
    reason,
    detail,
    question: null,
    stops: "",
    readings: [],
    nearest: [],
    stages: [],
  };
}

describe("why a sentence would be declined", () => {
  beforeAll(async () => {
    await i18next.init({ lng: "en", resources: { en: { translation: en } } });
  });
  const { t } = i18next;

  test("it is told with the words it is about", () => {
    expect(declinedText(declined("no_entity", { entity: "disco ball" }), t)).toContain(
      "disco ball",
    );
  });

  test("names that are near are told", () => {
    const told = declinedText(declined("no_area", { area: "kichen", near: ["Kitchen", 3] }), t);
    expect(told).toContain("Kitchen");
    expect(told).not.toContain("3");
  });

  test("a reason nobody knows is told as it is", () => {
    expect(declinedText(declined("from_tomorrow"), t)).toBe("from_tomorrow");
  });
});
