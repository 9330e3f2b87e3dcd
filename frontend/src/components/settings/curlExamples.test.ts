import { expect, test } from "vitest";

import { curlExamples } from "./curlExamples";

test("every example asks this hub, with a token that is not in it", () => {
  for (const { code } of curlExamples("https://hub.home:7123")) {
    expect(code).toContain("https://hub.home:7123/api/");
    expect(code).toContain("Bearer $OVA_TOKEN");
  }
});
