import type { ListItem, SharedList } from "../api/lists";

/** Put a list's newer version in place; an older one changes nothing. */
export function mergeList(known: readonly SharedList[], changed: SharedList): SharedList[] {
  const shown = known.find(({ id }) => id === changed.id);
  if (shown && shown.revision > changed.revision) {
    return [...known];
  }
  const others = known.filter(({ id }) => id !== changed.id);
  return [...others, changed].sort(
    (a, b) => a.created_at - b.created_at || a.id.localeCompare(b.id),
  );
}

/** The lists as they will be when an item is changed. */
export function withItem(
  lists: readonly SharedList[],
  listId: string,
  itemId: string,
  change: Partial<Pick<ListItem, "text" | "done">>,
): SharedList[] {
  return inList(lists, listId, (items) =>
    items.map((item) => (item.id === itemId ? { ...item, ...change } : item)),
  );
}

/** The lists as they will be without some items. */
export function withoutItems(
  lists: readonly SharedList[],
  listId: string,
  gone: (item: ListItem) => boolean,
): SharedList[] {
  return inList(lists, listId, (items) => items.filter((item) => !gone(item)));
}

/** The lists as they will be when an item was put before another one, or at the end. */
export function withMoved(
  lists: readonly SharedList[],
  listId: string,
  itemId: string,
  before: string | null,
): SharedList[] {
  return inList(lists, listId, (items) => {
    const moving = items.filter(({ id }) => id === itemId);
    const rest = items.filter(({ id }) => id !== itemId);
    const at = before === null ? rest.length : rest.findIndex(({ id }) => id === before);
    const place = at < 0 ? rest.length : at;
    return [...rest.slice(0, place), ...moving, ...rest.slice(place)];
  });
}

/** Which item was moved, and before which one it stands now; null when the order is the same. */
export function moveOf(
  before: readonly ListItem[],
  after: readonly ListItem[],
): { item: string; before: string | null } | null {
  const first = after.findIndex((item, index) => item.id !== before[index]?.id);
  if (first < 0) {
    return null;
  }
  const wasHere = before[first]?.id ?? "";
  const cameUp = after[first]?.id ?? "";
  // One item moved: either the one now here came up, or the one that was here went down.
  const up = before.filter(({ id }) => id !== cameUp).map(({ id }) => id);
  const rest = after.filter(({ id }) => id !== cameUp).map(({ id }) => id);
  const moved = up.every((id, index) => id === rest[index]) ? cameUp : wasHere;
  const place = after.findIndex(({ id }) => id === moved);
  return { item: moved, before: after[place + 1]?.id ?? null };
}

/** What was typed or pasted as items: parted by commas and lines. */
export function typedItems(text: string): string[] {
  return text
    .split(/[,;\n]+/)
    .map((part) => part.trim().slice(0, 200))
    .filter((part) => part !== "")
    .slice(0, 100);
}

/** What to offer while somebody types the last item: not what stands on the list already. */
export function offered(
  words: readonly string[],
  typed: string,
  items: readonly ListItem[],
  most = 6,
): string[] {
  const last = (typed.split(/[,;\n]/).pop() ?? "").trim().toLowerCase();
  if (last === "") {
    return [];
  }
  const there = new Set(items.filter(({ done }) => !done).map(({ text }) => text.toLowerCase()));
  const fitting = words.filter((word) => word.includes(last) && word !== last && !there.has(word));
  return [
    ...fitting.filter((word) => word.startsWith(last)),
    ...fitting.filter((word) => !word.startsWith(last)),
  ].slice(0, most);
}

function inList(
  lists: readonly SharedList[],
  listId: string,
  change: (items: ListItem[]) => ListItem[],
): SharedList[] {
  return lists.map((list) => (list.id === listId ? { ...list, items: change(list.items) } : list));
}
