import { number, record, records, text } from "./eventData";
import { formatMs, type TimelineItem } from "./timeline";

/** What an event is about, in a few words of data; empty when its name says all. */
export function eventDetail({ type, data }: TimelineItem, locale: string): string {
  switch (type) {
    case "wake_word-end":
      return text(record(data, "wake_word_output"), "name") ?? "";
    case "wake-chosen":
      return records(data, "others").map(heardBy).join(" · ");
    case "wake-elsewhere":
      return heardBy(record(data, "winner"));
    case "stt-partial":
      return text(data, "text") ?? "";
    case "stt-end":
      return text(record(data, "stt_output"), "text") ?? text(data, "text") ?? "";
    case "intent-start":
      return text(data, "intent_input") ?? "";
    case "intent-end":
      return [text(data, "skill"), text(data, "template")].filter(Boolean).join(" · ");
    case "tts-start":
      return text(data, "tts_input") ?? "";
    case "tts-end":
      return spoken(number(record(data, "tts_output"), "seconds"), locale);
    case "error":
      return [text(data, "code"), text(data, "message")].filter(Boolean).join(": ");
    default:
      return "";
  }
}

function spoken(seconds: number | null, locale: string): string {
  return seconds === null ? "" : formatMs(seconds * 1000, locale);
}

/** A satellite that heard the wake word as well, and how far it stood out from the noise there. */
function heardBy(satellite: Record<string, unknown>): string {
  const snr = number(satellite, "snr_db");
  return [text(satellite, "name"), snr === null ? null : `${Math.round(snr)} dB`]
    .filter(Boolean)
    .join(" ");
}
