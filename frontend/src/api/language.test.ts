import { QueryClient, QueryObserver } from "@tanstack/react-query";
import i18next, { type i18n } from "i18next";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ISSUES } from "./issues";
import { followLanguage } from "./language";
import { keys } from "./queryClient";

let client: QueryClient;
let translations: i18n;
let stop: () => void;

beforeEach(async () => {
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  translations = i18next.createInstance();
  await translations.init({ lng: "en", resources: {} });
  stop = followLanguage(client, translations);
});

afterEach(() => {
  stop();
  client.clear();
});

function shown(queryKey: readonly unknown[]) {
  const queryFn = vi.fn(() => Promise.resolve(translations.language));
  const observer = new QueryObserver(client, { queryKey, queryFn });
  observer.subscribe(() => undefined);
  return { queryFn, observer };
}

test.each([
  [keys.integrations],
  [keys.integration("weather", "schema")],
  [keys.integration("weather", "actions")],
  [keys.integration("weather", "triggers")],
  [ISSUES],
])("%j on screen is told in the language the page is switched to", async (key) => {
  const { observer } = shown(key);
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe("en"));

  const switched = translations.changeLanguage("de");
  expect(observer.getCurrentResult().data).toBe("en"); // what is there stays meanwhile
  await switched;
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe("de"));
});

test("what is the same in every language is not asked for again", async () => {
  const { observer, queryFn } = shown(keys.entities);
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe("en"));

  await translations.changeLanguage("de");
  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
  expect(queryFn).toHaveBeenCalledTimes(1);
});

test("what is not on screen is asked for again when it is shown next", async () => {
  client.setQueryData(keys.integration("weather", "schema"), "en");

  await translations.changeLanguage("de");
  const { observer } = shown(keys.integration("weather", "schema"));
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe("de"));
});
