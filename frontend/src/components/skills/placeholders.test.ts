import { expect, test } from "vitest";

import { filledIn, withPlaceholder } from "./placeholders";

test("placeholders are filled in, others left out, and braces are said", () => {
  expect(filledIn("{name} is {state}.", { name: "Lamp", state: "on" })).toBe("Lamp is on.");
  expect(filledIn("{name}  is {nothing} on.", { name: "Lamp" })).toBe("Lamp is on.");
  expect(filledIn("{{name}}", { name: "Lamp" })).toBe("{name}");
});

test("a value is never looked into again", () => {
  expect(filledIn("{a}", { a: "{b}", b: "no" })).toBe("{b}");
  expect(filledIn("{a}", { a: "$& $1" })).toBe("$& $1");
});

test("a placeholder goes where the cursor stands", () => {
  expect(withPlaceholder("It is .", "time", 6, 6)).toEqual({ text: "It is {time}.", cursor: 12 });
  expect(withPlaceholder("It is now.", "time", 6, 9)).toEqual({
    text: "It is {time}.",
    cursor: 12,
  });
});
