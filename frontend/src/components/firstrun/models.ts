import type { ModelJob, SpeechModel } from "../../api/speechModels";

/** The region meant by a language alone. */
const USUAL_REGIONS = new Set([
  "en-US",
  "de",
  "de-DE",
  "fr",
  "fr-FR",
  "es",
  "es-ES",
  "nl",
  "nl-NL",
]);

/** Pick the model to offer: of the region, free to use, of middling size. */
export function recommended(
  models: readonly SpeechModel[],
  kind: SpeechModel["kind"],
  tags: readonly string[],
): SpeechModel | null {
  const rank = (model: SpeechModel): number[] => [
    tags.includes(model.language) ? 0 : USUAL_REGIONS.has(model.language) ? 1 : 2,
    /research/i.test(model.licence) ? 1 : 0,
    kind === "piper" && !model.id.endsWith("-medium") ? 1 : 0,
    // Voices of many speakers are bigger, and each is heard less.
    model.speakers > 1 ? 1 : 0,
    model.download_bytes ?? Number.MAX_SAFE_INTEGER,
  ];
  const offered = models.filter((model) => model.kind === kind && model.fault === "");
  return (
    [...offered].sort((a, b) => {
      const [x, y] = [rank(a), rank(b)];
      const at = x.findIndex((value, index) => value !== y[index]);
      return at < 0 ? a.id.localeCompare(b.id) : (x[at] ?? 0) - (y[at] ?? 0);
    })[0] ?? null
  );
}

/** The model of a kind that is installed and can be used. */
export function installed(
  models: readonly SpeechModel[],
  kind: SpeechModel["kind"],
): SpeechModel | null {
  return models.find((one) => one.kind === kind && one.installed && one.fault === "") ?? null;
}

/** How far a job has come, 0 to 100; null when that cannot be told. */
export function percent(job: ModelJob): number | null {
  return job.total_bytes === null || job.total_bytes <= 0
    ? null
    : Math.min(100, Math.round((job.bytes / job.total_bytes) * 100));
}

/** Say a size: "46 MB". */
export function sizeText(bytes: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: bytes < 10e6 ? 1 : 0,
  }).format(bytes / 1e6);
}
