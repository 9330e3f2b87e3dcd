import { expect, test } from "vitest";

import { sizeText } from "./sizeText";

test("a size is told in the unit people use", () => {
  expect(sizeText(999, "en")).toBe("999 byte");
  expect(sizeText(1_234_567, "en")).toBe("1.2 MB");
  expect(sizeText(45_000_000_000, "de")).toBe("45\u00a0GB");
});
