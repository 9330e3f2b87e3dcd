import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";

export type SpeechModel = Schemas["ModelModel"];
export type ModelJob = Schemas["JobModel"];

export const MODELS = ["models"] as const;
export const MODEL_JOBS = ["model-jobs"] as const;

/** The catalogue of recognisers and voices, and what is installed. */
export function useSpeechModels() {
  return useQuery({
    queryKey: MODELS,
    queryFn: () => request<SpeechModel[]>("GET", "/api/models"),
  });
}

/** Installs that run or have ended, the newest first. */
export function useModelJobs() {
  return useQuery({
    queryKey: MODEL_JOBS,
    queryFn: () => request<ModelJob[]>("GET", "/api/models/jobs"),
  });
}

/** Put news of an install in its place; a new one goes in front. One that has ended does not run again. */
export function mergeJob(known: readonly ModelJob[], job: ModelJob): ModelJob[] {
  return known.some(({ id }) => id === job.id)
    ? known.map((one) => (one.id === job.id && !isLate(one, job) ? job : one))
    : [job, ...known];
}

/** The answer to an order may arrive after the news of how it ended. */
function isLate(known: ModelJob, job: ModelJob): boolean {
  return known.state !== "running" && job.state === "running";
}

/** Begin to fetch and install a model, or go on with it. */
export function useInstallModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request<ModelJob>("POST", `/api/models/${encodeURIComponent(id)}/install`),
    onSuccess: (job) =>
      client.setQueryData<ModelJob[]>(MODEL_JOBS, (known) => known && mergeJob(known, job)),
  });
}

/** Stop an install; what was downloaded is kept. */
export function useStopInstall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request<ModelJob>("DELETE", `/api/models/jobs/${encodeURIComponent(id)}`),
    onSettled: () => client.invalidateQueries({ queryKey: MODEL_JOBS }),
  });
}

/** Delete a model; one that is in use only when that is meant. */
export function useRemoveModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, force }: { id: string; force: boolean }) =>
      request<undefined>(
        "DELETE",
        `/api/models/${encodeURIComponent(id)}?force=${force ? "true" : "false"}`,
      ),
    onSettled: () => client.invalidateQueries({ queryKey: MODELS }),
  });
}
