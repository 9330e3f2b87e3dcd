import { expect, test } from "vitest";

import { documentTitle } from "./documentTitle";

test("a title says what is shown, where, and whose home it is, nothing twice", () => {
  expect(documentTitle("Sunny Home", "Integrations", "Villa")).toBe(
    "Sunny Home · Integrations · Villa",
  );
  expect(documentTitle("Talk", "Talk", "Villa")).toBe("Talk · Villa");
  expect(documentTitle("", "Home", "")).toBe("Home");
});
