import { expect, test } from "vitest";

import { barChoices } from "./barChoices";

const HOME = [
  { id: "lock.front", name: "Front Door", domain: "lock" },
  { id: "light.desk", name: "Desk", domain: "light" },
  { id: "sensor.heat", name: "Heat", domain: "sensor" },
];
const ORDERED = [
  { id: "telegram", name: "Telegram", actions: 2 },
  { id: "demo", name: "Demo", actions: 0 },
];
const WORDS = {
  kinds: "Kinds",
  things: "Things",
  more: "More",
  announce: "Announcements",
  allOf: (domain: string) => `All ${domain}`,
  everything: (name: string) => `All of ${name}`,
};

test("kinds come first, then things by name, and what is only looked at is left out", () => {
  const [kinds, things] = barChoices(HOME, [], [], WORDS);
  expect(kinds?.items).toEqual([
    { value: "light", label: "All light" },
    { value: "lock", label: "All lock" },
  ]);
  expect(things?.items.map(({ label }) => label)).toEqual(["Desk", "Front Door"]);
});

test("what else can be ordered comes last: announcements, and integrations with actions", () => {
  const [, , more] = barChoices(HOME, ORDERED, ["integration:telegram"], WORDS);
  expect(more?.items).toEqual([
    { value: "announce", label: "Announcements" },
    { value: "integration:telegram", label: "All of Telegram" },
  ]);
});

test("what was chosen and is gone can still be taken away", () => {
  const [, things] = barChoices(HOME, [], ["cover.old"], WORDS);
  expect(things?.items.at(-1)).toEqual({ value: "cover.old", label: "cover.old" });
});
