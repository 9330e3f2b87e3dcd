import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";

import { applyNews } from "./applyNews";

const KEY = ["lists"];
const add = (name: string) => (known: string[] | undefined) =>
  known && [...known.filter((one) => one !== name), name];

/** A fetch that ends when it is told to. */
function fetching(client: QueryClient) {
  let answer: (names: string[]) => void = () => undefined;
  const queryFn = () =>
    new Promise<string[]>((resolve) => {
      answer = resolve;
    });
  const done = client.query({ queryKey: KEY, queryFn, retry: false });
  return {
    end: async (names: string[]) => {
      await Promise.resolve();
      answer(names);
      await done;
    },
  };
}

test("what is told while the first fetch is on its way is not lost", async () => {
  const client = new QueryClient();
  const fetch = fetching(client);
  applyNews(client, KEY, add("told"));
  await fetch.end(["old"]);
  expect(client.getQueryData(KEY)).toEqual(["old", "told"]);
});

test("what is told while something is fetched anew shows at once and stays", async () => {
  const client = new QueryClient();
  client.setQueryData(KEY, ["first"]);
  const fetch = fetching(client);
  applyNews(client, KEY, add("told"));
  expect(client.getQueryData(KEY)).toEqual(["first", "told"]);
  await fetch.end(["first", "second"]);
  expect(client.getQueryData(KEY)).toEqual(["first", "second", "told"]);
});

test("a fetch that begins later already knows it", async () => {
  const client = new QueryClient();
  const early = fetching(client);
  applyNews(client, KEY, add("gone since"));
  await early.end([]);
  const late = fetching(client);
  await late.end(["only this"]);
  expect(client.getQueryData(KEY)).toEqual(["only this"]);
});

test("what nobody fetched stays unknown", () => {
  const client = new QueryClient();
  applyNews(client, KEY, add("told"));
  expect(client.getQueryData(KEY)).toBeUndefined();
});
