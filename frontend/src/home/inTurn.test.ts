import { describe, expect, it } from "vitest";

import { inTurn } from "./inTurn";

/** A promise that is settled from outside. */
function held() {
  let finish: () => void = () => undefined;
  let fail: () => void = () => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = () => reject(new Error("refused"));
  });
  return { promise, finish, fail };
}

describe("inTurn", () => {
  it("waits with an order until the one before was answered", async () => {
    const turn = inTurn();
    const told: string[] = [];
    const first = held();
    const on = turn("radio", () => first.promise.then(() => told.push("on")));
    const play = turn("radio", () => Promise.resolve(told.push("play")));
    await turn("lamp", () => Promise.resolve(told.push("lamp")));
    first.finish();
    await Promise.all([on, play]);

    expect(told).toEqual(["lamp", "on", "play"]);
  });

  it("goes on after an order that was refused", async () => {
    const turn = inTurn();
    const first = held();
    const on = turn("radio", () => first.promise);
    const play = turn("radio", () => Promise.resolve("played"));
    first.fail();

    await expect(on).rejects.toThrow("refused");
    await expect(play).resolves.toBe("played");
  });

  it("gives an order at once when nothing is under way", () => {
    const turn = inTurn();
    let given = false;
    void turn("radio", () => {
      given = true;
      return Promise.resolve();
    });

    expect(given).toBe(true);
  });
});
