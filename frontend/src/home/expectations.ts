import type { Entity } from "../api/types";

/** What an entity will be when an order succeeds. */
export type Expected = Partial<Pick<Entity, "state" | "attributes">>;

interface Expectation {
  token: number;
  expected: Expected;
  /** Set once the hub has taken the order: from then on its word counts. */
  settledAt: number | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** How long a device may take to tell that it did what it was ordered. */
const CONFIRM_MS = 5000;
/** What becomes of a number on its way: 40 % is 102 of 255, and that is told as 40.2 %. */
const NEAR = 2;

/**
 * What was ordered and is shown before the house says so. Dropped when the hub refuses, when the
 * device says what it is doing, or when it says nothing for too long.
 */
export class Expectations {
  private readonly byId = new Map<string, Expectation>();
  private readonly listeners = new Set<() => void>();
  private tokens = 0;

  constructor(private readonly confirmMs = CONFIRM_MS) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What is expected of an entity; the same object while nothing changes. */
  readonly of = (id: string): Expected | undefined => this.byId.get(id)?.expected;

  /** Expect something of an entity; returns what `settle` and `drop` want to know. */
  begin(id: string, expected: Expected): number {
    const before = this.byId.get(id);
    clearTimeout(before?.timer);
    this.tokens += 1;
    const attributes = { ...before?.expected.attributes, ...expected.attributes };
    this.byId.set(id, {
      token: this.tokens,
      expected: { ...before?.expected, ...expected, attributes },
      settledAt: null,
      timer: undefined,
    });
    this.changed();
    return this.tokens;
  }

  /**
   * The hub has carried an order out, and says what the entity is now. `onSilence` is called when
   * the device does not confirm it.
   */
  settle(token: number, entity: Entity, onSilence: () => void): void {
    const known = this.current(entity.id, token);
    if (!known) {
      return;
    }
    if (isAsExpected(entity, known.expected)) {
      this.forget(entity.id);
      return;
    }
    known.settledAt = entity.changed_at;
    known.timer = setTimeout(() => {
      this.forget(entity.id);
      onSilence();
    }, this.confirmMs);
  }

  /** The hub refused an order: what is true is shown again. */
  drop(id: string, token: number): void {
    if (this.current(id, token)) {
      this.forget(id);
    }
  }

  /** The hub tells what entities are doing. */
  observe(entities: readonly Entity[]): void {
    if (this.byId.size === 0) {
      return;
    }
    for (const entity of entities) {
      const known = this.byId.get(entity.id);
      if (known && known.settledAt !== null && entity.changed_at > known.settledAt) {
        this.forget(entity.id);
      }
    }
  }

  private current(id: string, token: number): Expectation | undefined {
    const known = this.byId.get(id);
    return known?.token === token ? known : undefined;
  }

  private forget(id: string): void {
    clearTimeout(this.byId.get(id)?.timer);
    this.byId.delete(id);
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) {
      listener();
    }
  }
}

/** An entity with what is expected of it. */
export function withExpected(entity: Entity, expected: Expected | undefined): Entity {
  return expected
    ? { ...entity, ...expected, attributes: { ...entity.attributes, ...expected.attributes } }
    : entity;
}

function isAsExpected(entity: Entity, { state, attributes = {} }: Expected): boolean {
  return (
    (state === undefined || state === entity.state) &&
    Object.entries(attributes).every(([name, value]) => isNear(value, entity.attributes[name]))
  );
}

function isNear(wanted: unknown, is: unknown): boolean {
  if (typeof wanted === "number" && typeof is === "number") {
    return Math.abs(wanted - is) <= NEAR;
  }
  return JSON.stringify(wanted ?? null) === JSON.stringify(is ?? null);
}

export const expectations = new Expectations();
