import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

import de from "../locales/de.json";
import en from "../locales/en.json";
import problems from "../locales/problems/de.json";
import wanted from "../locales/problems/wanted.de.json";
import { ApiError, explain, isSignedOut, parseProblem } from "./problem";

beforeAll(async () => {
  await i18next.init({
    lng: "en",
    resources: { en: { translation: en }, de: { translation: de, problems, wanted } },
    interpolation: { escapeValue: false },
  });
});

test("a problem says what went wrong and what to do", () => {
  const body =
    '{"title":"Conflict","detail":"The name is taken.","code":"taken","cure":"Use another."}';
  const error = new ApiError(409, parseProblem(body));
  expect(explain(error)).toBe("The name is taken. Use another.");
  expect(error.code).toBe("taken");
});

test("a page of a proxy instead of a problem is no riddle", () => {
  expect(explain(new ApiError(500, parseProblem("<html>")))).toBe("HTTP 500");
  expect(explain(new ApiError(500, parseProblem("[1]")))).toBe("HTTP 500");
});

test("messages find the fields they speak of", () => {
  const errors = [
    { pointer: "/username", detail: "Too short." },
    { pointer: "/password", detail: "Too common." },
    "noise",
    { pointer: null, parameter: "limit", detail: "?" },
  ];
  expect(new ApiError(422, { errors }).fields).toEqual({
    username: "Too short.",
    password: "Too common.",
  });
});

test("only a 401 says that the session is over", () => {
  expect(isSignedOut(new ApiError(401, {}))).toBe(true);
  expect(isSignedOut(new ApiError(403, {}))).toBe(false);
  expect(isSignedOut(new Error("x"))).toBe(false);
});

test("a German page says what the hub refuses in German, and keeps its details", async () => {
  await i18next.changeLanguage("de");
  const busy = new ApiError(409, { detail: "Another backup is under way.", code: "backup_busy" });
  expect(explain(busy)).toBe(problems.backup_busy);
  const vague = new ApiError(422, {
    detail: "A volume of 101 cannot be set.",
    code: "invalid_input",
  });
  expect(explain(vague)).toContain("„A volume of 101 cannot be set.“");
  const theirs = new ApiError(422, { detail: "Das Passwort ist falsch.", code: "auth_failed" });
  expect(explain(theirs)).toBe("Das Passwort ist falsch.");
  await i18next.changeLanguage("en");
});

test("what is wanted of a field is said in the page's language, with its limits", async () => {
  const told = (kind: string, values: object) =>
    new ApiError(422, { errors: [{ pointer: "/a", detail: "Own words.", kind, values }] }).fields.a;
  expect(told("string_too_short", { min_length: 8 })).toBe("Own words.");
  await i18next.changeLanguage("de");
  expect(told("string_too_short", { min_length: 8 })).toBe("Nimm mindestens 8 Zeichen.");
  expect(told("string_too_short", { min_length: 1 })).toBe("Hier fehlt etwas.");
  expect(told("a_rule_of_tomorrow", {})).toBe("Own words.");
  await i18next.changeLanguage("en");
});

test("an upload that a proxy refuses says so in words", () => {
  expect(explain(new ApiError(413, parseProblem("<html>413</html>")))).toBe(en.problem.http413);
});
