import { expect, test } from "vitest";

import type { Entity } from "../api/types";
import { firstCommands } from "./firstCommands";

test("the first command is one of this home, in its language", () => {
  const lamp = {
    id: "light.lamp",
    domain: "light",
    exposed: true,
    state: "off",
    name: "Floor Lamp",
  } as Entity;
  expect(firstCommands("en", [lamp])[0]).toBe("Turn on the Floor Lamp");
  expect(firstCommands("de", [lamp])[0]).toBe("Schalte Floor Lamp ein");
  expect(firstCommands("en", [{ ...lamp, exposed: false }])[0]).toBe("What time is it?");
  expect(firstCommands("xx", [])).not.toHaveLength(0);
});
