import { useCallback, useState, useSyncExternalStore } from "react";

import type { Entity } from "../api/types";
import { expectations, withExpected } from "./expectations";
import { type EntityOrder, useOrders } from "./useOrders";

export interface EntityControl {
  /** The entity with what was ordered and is not told yet. */
  shown: Entity;
  /** Whether an order is on its way. */
  busy: boolean;
  order: (order: EntityOrder) => void;
}

/** Control one entity. */
export function useEntityControl(entity: Entity): EntityControl {
  const give = useOrders();
  const [pending, setPending] = useState(0);
  const expected = useSyncExternalStore(expectations.subscribe, () => expectations.of(entity.id));
  const order = useCallback(
    (one: EntityOrder) => {
      setPending((count) => count + 1);
      void give(entity, one).finally(() => setPending((count) => count - 1));
    },
    [give, entity],
  );
  return { shown: withExpected(entity, expected), busy: pending > 0, order };
}
