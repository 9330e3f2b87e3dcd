import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { applyNews } from "../api/applyNews";
import { type HomeSettings, SETTINGS } from "../api/homeSettings";
import { type LogNews, showLogLines, showRaised } from "../api/hubLog";
import { type Places, showPlaces } from "../api/places";
import { keys } from "../api/queryClient";
import { RECOGNISERS } from "../api/recognisers";
import { mergeJob, MODEL_JOBS, type ModelJob, MODELS } from "../api/speechModels";
import { Batch } from "./Batch";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about the home as it is set up. */
export interface HomeMessages extends LogNews {
  settings: (settings: HomeSettings) => void;
  places: (places: Places) => void;
  name_faults: () => void;
  model: (job: ModelJob) => void;
  models: () => void;
  wake_word_list: () => void;
}

const LOG_WAIT_MS = 200;

/** Keep what was fetched of the home's settings live. */
export function useHomeNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const refetch = (queryKey: readonly unknown[]) => void client.invalidateQueries({ queryKey });
    const lines = new Batch<{ id: string; line: Parameters<LogNews["hub_log"]>[0] }>((told) => {
      showLogLines(
        client,
        told.map(({ line }) => line),
      );
    }, LOG_WAIT_MS);
    const heard: HomeMessages = {
      settings: (settings) => {
        applyNews<HomeSettings>(client, SETTINGS, () => settings);
        refetch(RECOGNISERS);
        refetch(["voices"]);
        refetch(MODELS);
        refetch(keys.setup);
      },
      places: (places) => showPlaces(client, places),
      name_faults: () => refetch(["name-faults"]),
      model: (job) => {
        applyNews<ModelJob[]>(client, MODEL_JOBS, (known) => known && mergeJob(known, job));
        if (job.state !== "running") {
          refetch(MODELS);
        }
      },
      models: () => {
        refetch(MODELS);
        refetch(RECOGNISERS);
        refetch(["voices"]);
      },
      wake_word_list: () => refetch(["wake-words"]),
      hub_log: (line) => lines.add({ id: String(line.seq), line }),
      log_levels: (raised) => showRaised(client, raised),
    };
    // What was told while the connection was down is fetched.
    const onUp = () =>
      [
        SETTINGS,
        RECOGNISERS,
        MODELS,
        MODEL_JOBS,
        keys.areas,
        keys.entities,
        ["floors"],
        ["name-faults"],
        ["wake-words"],
        ["voices"],
        ["hub-log"],
      ].forEach(refetch);
    ui.on("settings", heard.settings);
    ui.on("places", heard.places);
    ui.on("name_faults", heard.name_faults);
    ui.on("model", heard.model);
    ui.on("models", heard.models);
    ui.on("wake_word_list", heard.wake_word_list);
    ui.on("hub_log", heard.hub_log);
    ui.on("log_levels", heard.log_levels);
    ui.on("connect", onUp);
    return () => {
      lines.stop();
      ui.off("settings", heard.settings);
      ui.off("places", heard.places);
      ui.off("name_faults", heard.name_faults);
      ui.off("model", heard.model);
      ui.off("models", heard.models);
      ui.off("wake_word_list", heard.wake_word_list);
      ui.off("hub_log", heard.hub_log);
      ui.off("log_levels", heard.log_levels);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}
