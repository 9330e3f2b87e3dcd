/** What is to be done when the hub says whether the microphone is off. */
export type MuteStep = "agree" | "follow" | "tell";

/**
 * Decide whose word counts. `here` is what was chosen here, `told` what the hub was known to have,
 * `hub` what it says now. What was chosen here and never reached the hub counts: nobody who switched
 * the microphone off finds it on again because the hub was away.
 */
export function muteStep(here: boolean, told: boolean, hub: boolean): MuteStep {
  if (here === hub) {
    return "agree";
  }
  return here === told ? "follow" : "tell";
}
