import { SHORTEST_PASSWORD } from "./setupForm";

/** A password that is chosen, twice. */
export interface NewPassword {
  password: string;
  repeat: string;
}

type Mistake = "setup.error.password" | "setup.error.repeat";

/** Find what is wrong with a new password, as translation keys by field. */
export function passwordMistakes({
  password,
  repeat,
}: NewPassword): Partial<Record<keyof NewPassword, Mistake>> {
  if (password.length < SHORTEST_PASSWORD) {
    return { password: "setup.error.password" };
  }
  return password === repeat ? {} : { repeat: "setup.error.repeat" };
}
