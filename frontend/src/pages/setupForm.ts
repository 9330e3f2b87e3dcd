import type { SetupRequest } from "../api/types";

export const SHORTEST_PASSWORD = 8;
export const LONGEST_NAME = 64;

export interface SetupForm {
  username: string;
  password: string;
  repeat: string;
}

export type SetupMistake =
  | "setup.error.username"
  | "setup.error.usernameLong"
  | "setup.error.password"
  | "setup.error.repeat";

export type SetupMistakes = Partial<Record<keyof SetupForm, SetupMistake>>;

/** Find what is wrong with the form, as translation keys by field. */
export function setupMistakes(form: SetupForm): SetupMistakes {
  const mistakes: SetupMistakes = {};
  const username = form.username.trim();
  if (username === "") {
    mistakes.username = "setup.error.username";
  } else if (username.length > LONGEST_NAME) {
    mistakes.username = "setup.error.usernameLong";
  }
  if (form.password.length < SHORTEST_PASSWORD) {
    mistakes.password = "setup.error.password";
  } else if (form.password !== form.repeat) {
    mistakes.repeat = "setup.error.repeat";
  }
  return mistakes;
}

/** Turn a valid form into what the hub wants. */
export function setupRequest(form: SetupForm): SetupRequest {
  return {
    username: form.username.trim(),
    password: form.password,
  };
}
