import { expect, test } from "vitest";

import { integration } from "./integrations.testdata";
import { categories, categoryName, imported, initials, offered } from "./offers";
import { ordersOf } from "./orders";

const sunny = integration({ id: "sunny", name: "Sunny Home", category: "energy", enabled: true });
const rss = integration({ id: "rss", name: "News", description: "Reads RSS feeds." });
const mail = integration({ id: "mail", name: "Mail", category: "smart_home" });
const torn = integration({ id: "a_torn", name: "A torn one", state: "broken" });
const second = integration({ id: "mail_2", name: "Mail of Ben", integration_id: "mail" });
const all = [rss, torn, sunny, mail, second];

const names = (some: { name: string }[]) => some.map(({ name }) => name);

test("cards are what is switched on, and every further account", () => {
  expect(names(imported(all))).toEqual(["Mail of Ben", "Sunny Home"]);
});

test("the gallery offers the rest by name, broken ones last", () => {
  expect(names(offered(all, { words: "", category: "" }))).toEqual(["Mail", "News", "A torn one"]);
});

test("words are looked for in names and descriptions, whatever their case", () => {
  expect(names(offered(all, { words: "  FEEDS rss", category: "" }))).toEqual(["News"]);
  expect(offered(all, { words: "feeds mail", category: "" })).toEqual([]);
  expect(names(offered(all, { words: "", category: "smart_home" }))).toEqual(["Mail"]);
});

test("only categories that can be added are offered", () => {
  expect(categories(all)).toEqual(["smart_home"]);
  expect(categoryName("smart_home")).toBe("Smart home");
});

test("initials stand for a logo, of names in any script", () => {
  expect(initials("Google Calendar of mine")).toBe("GC");
  expect(initials("ähm")).toBe("Ä");
  expect(initials("😀 box")).toBe("😀B");
  expect(initials("")).toBe("");
});

test("what can be ordered depends on the state", () => {
  expect(ordersOf(sunny)).toEqual(["pause", "reload", "deactivate"]);
  expect(ordersOf({ ...sunny, state: "paused" })).toEqual(["resume", "reload", "deactivate"]);
  expect(ordersOf(mail)).toEqual([]);
  expect(ordersOf({ ...torn, requirements_unmet: ["x"] })).toEqual(["requirements", "reload"]);
  expect(ordersOf({ ...sunny, state: "missing" })).toEqual(["deactivate"]);
});
