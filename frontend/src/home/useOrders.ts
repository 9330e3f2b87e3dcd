import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { controlEntity, mergeEntities } from "../api/home";
import { explain, isSignedOut } from "../api/problem";
import { keys } from "../api/queryClient";
import type { Entity } from "../api/types";
import { type Expected, expectations } from "./expectations";
import { inTurn } from "./inTurn";

/** "On" and "play" in quick succession must not overtake each other on their way to the hub. */
const turn = inTurn();

/** One order to an entity. */
export interface EntityOrder {
  service: string;
  data?: Record<string, unknown>;
  /** What the entity will be when it succeeds; shown at once. */
  expected: Expected;
}

/** Gives orders to entities: shown at once, taken back when the hub refuses, with the reason. */
export function useOrders(): (entity: Entity, order: EntityOrder) => Promise<void> {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useCallback(
    async ({ id, name }, { service, data = {}, expected }) => {
      const notice = `control-${id}`;
      const tell = (title: string, message: string) =>
        notifications.show({ id: notice, color: "orange", title, message });
      const token = expectations.begin(id, expected);
      notifications.hide(notice);
      try {
        const now = await turn(id, () => controlEntity(id, service, data));
        client.setQueryData<Entity[]>(keys.entities, (known) => known && freshest(known, now));
        expectations.settle(token, now, () =>
          tell(t("home.unconfirmed", { name }), t("home.unconfirmedText")),
        );
      } catch (error) {
        expectations.drop(id, token);
        if (!isSignedOut(error)) {
          tell(t("home.refused", { name }), explain(error));
        }
        // Something else may have changed it meanwhile: the hub's word counts.
        void client.invalidateQueries({ queryKey: keys.entities });
      }
    },
    [client, t],
  );
}

/** What was told live may be newer than the answer to an order. */
function freshest(known: readonly Entity[], answer: Entity): Entity[] {
  const here = known.find(({ id }) => id === answer.id);
  return here && here.changed_at > answer.changed_at ? [...known] : mergeEntities(known, [answer]);
}
