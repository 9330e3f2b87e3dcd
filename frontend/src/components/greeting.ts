export type Greeting =
  "talk.greeting.morning" | "talk.greeting.day" | "talk.greeting.evening" | "talk.greeting.night";

/** The greeting for an hour of the day, 0 to 23. */
export function greeting(hour: number): Greeting {
  if (hour < 5) {
    return "talk.greeting.night";
  }
  if (hour < 11) {
    return "talk.greeting.morning";
  }
  return hour < 18 ? "talk.greeting.day" : "talk.greeting.evening";
}
