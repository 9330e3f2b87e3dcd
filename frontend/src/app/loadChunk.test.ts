import { expect, test } from "vitest";

import { loadChunk, type Surroundings } from "./loadChunk";

const MISSING = new TypeError("Failed to fetch dynamically imported module");

function surroundings(reloadedAt: number, answers: boolean[] = []) {
  const told: string[] = [];
  const around: Surroundings = {
    reachable: () => Promise.resolve(answers.shift() ?? true),
    reload: () => told.push("reload"),
    reloadedAt: () => reloadedAt,
    remember: (at) => told.push(`remember ${at}`),
    now: () => 100_000,
    wait: () => {
      told.push("wait");
      return Promise.resolve();
    },
  };
  return { around, told };
}

const settle = () => new Promise((done) => setTimeout(done));

test("what can be loaded is loaded", async () => {
  const { around, told } = surroundings(0);
  await expect(loadChunk(() => Promise.resolve("page"), around)).resolves.toBe("page");
  expect(told).toEqual([]);
});

test("a file an update took away reloads the page", async () => {
  const { around, told } = surroundings(0);
  void loadChunk(() => Promise.reject(MISSING), around);
  await settle();
  expect(told).toEqual(["remember 100000", "reload"]);
});

test("a file that is still missing after that is told, not reloaded for ever", async () => {
  const { around, told } = surroundings(99_000);
  await expect(loadChunk(() => Promise.reject(MISSING), around)).rejects.toBe(MISSING);
  expect(told).toEqual([]);
});

test("a hub that is away is waited for", async () => {
  const { around, told } = surroundings(0, [false, false, true]);
  void loadChunk(() => Promise.reject(MISSING), around);
  await settle();
  expect(told).toEqual(["wait", "wait", "remember 100000", "reload"]);
});
