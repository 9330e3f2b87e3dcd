import { notifications } from "@mantine/notifications";

import { explain } from "../../api/problem";

/** Say that something was not done, and why. */
export function notDone(error: unknown, title?: string): void {
  notifications.show({ color: "orange", title, message: explain(error) });
}
