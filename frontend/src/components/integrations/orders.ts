import type { Integration, Order } from "../../api/integrations";
import { isUnusable } from "./offers";

/** What can be ordered of an integration as it is now. */
export function ordersOf(integration: Integration): Order[] {
  const { enabled, state, requirements_unmet: unmet } = integration;
  const orders: Order[] = [];
  if (unmet.length > 0) {
    orders.push("requirements");
  }
  if (enabled && !isUnusable(integration)) {
    orders.push(state === "paused" ? "resume" : "pause");
    orders.push("reload", "deactivate");
  } else if (state === "broken" || state === "unsupported") {
    orders.push("reload");
  } else if (enabled) {
    orders.push("deactivate");
  }
  return orders;
}
