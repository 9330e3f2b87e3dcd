import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { applyNews } from "../api/applyNews";
import { mergeEntities } from "../api/home";
import { type Integration, mergeIntegration } from "../api/integrations";
import { keys } from "../api/queryClient";
import { mergeTimer } from "../api/timers";
import type { Entity, Timer } from "../api/types";
import { connection } from "../connection/connectionStore";
import { expectations } from "../home/expectations";
import { Batch } from "./Batch";
import type { UiSocket } from "./sockets";

/** Keep what was fetched live with the messages of `/ui`. */
export function useUiEvents(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const entities = new Batch<Entity>((changed) => {
      applyNews<Entity[]>(client, keys.entities, (known) => known && mergeEntities(known, changed));
      expectations.observe(changed);
    });
    const onEntity = (entity: Entity) => entities.add(entity);
    const onEntityRemoved = ({ id }: { id: string }) => {
      entities.flush();
      applyNews<Entity[]>(client, keys.entities, (known) =>
        known?.filter((entity) => entity.id !== id),
      );
    };
    const onTimer = (timer: Timer) =>
      applyNews<Timer[]>(client, keys.timers, (known) => known && mergeTimer(known, timer));
    const onPlugin = (plugin: Integration) => {
      if (plugin.kind === "integration") {
        applyNews<Integration[]>(
          client,
          keys.integrations,
          (known) => known && mergeIntegration(known, plugin),
        );
      }
    };
    const onUp = () => connection.setSocket(true);
    const onDown = () => connection.setSocket(false);
    ui.on("entity", onEntity);
    ui.on("entity_removed", onEntityRemoved);
    ui.on("timer", onTimer);
    ui.on("plugin", onPlugin);
    ui.on("connect", onUp);
    ui.on("disconnect", onDown);
    ui.on("connect_error", onDown);
    if (ui.connected) {
      onUp();
    }
    return () => {
      entities.stop();
      ui.off("entity", onEntity);
      ui.off("entity_removed", onEntityRemoved);
      ui.off("timer", onTimer);
      ui.off("plugin", onPlugin);
      ui.off("connect", onUp);
      ui.off("disconnect", onDown);
      ui.off("connect_error", onDown);
      connection.setSocket(null);
    };
  }, [ui, client]);
}
