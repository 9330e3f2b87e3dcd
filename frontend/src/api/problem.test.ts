import { expect, test } from "vitest";

import { ApiError, explain, isSignedOut, parseProblem } from "./problem";

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
