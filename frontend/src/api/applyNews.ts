import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";

type Change = (known: unknown) => unknown;

const waiting = new WeakMap<Query, Change[]>();
const watched = new WeakSet<QueryClient>();

/**
 * Change what was fetched by what the hub tells live.
 *
 * What is on its way just now may have been read before that happened: the change is made once
 * more when it is here. So a change must do nothing where it has been made already.
 */
export function applyNews<T>(
  client: QueryClient,
  queryKey: QueryKey,
  change: (known: T | undefined) => T | undefined,
): void {
  client.setQueryData<T>(queryKey, change);
  const query = client.getQueryCache().find({ queryKey, exact: true });
  if (query && query.state.fetchStatus !== "idle") {
    watch(client);
    waiting.set(query, [...(waiting.get(query) ?? []), change as Change]);
  }
}

function watch(client: QueryClient): void {
  if (watched.has(client)) {
    return;
  }
  watched.add(client);
  client.getQueryCache().subscribe((event) => {
    const query = event.query as Query;
    const changes = waiting.get(query);
    if (event.type !== "updated" || !changes) {
      return;
    }
    const { action } = event;
    if (action.type === "success" && !action.manual) {
      waiting.delete(query);
      client.setQueryData(query.queryKey, (known: unknown) =>
        changes.reduce((now, change) => change(now), known),
      );
    } else if (action.type === "fetch" || action.type === "error") {
      waiting.delete(query); // what is read from now on knows of it
    }
  });
}
