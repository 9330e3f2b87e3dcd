import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { applyNews } from "./applyNews";
import { mergeList, withItem, withMoved, withoutItems } from "../lists/changes";
import { request } from "./client";
import type { Schemas } from "./types";

export type SharedList = Schemas["SharedListModel"];
export type ListItem = Schemas["ListItemModel"];
export type ListKind = SharedList["kind"];
export type ListChange = Schemas["ListChangeModel"];

export const LISTS = ["lists"] as const;

/** Every list with its items, kept live by the `/ui` socket. */
export function useLists() {
  return useQuery({
    queryKey: LISTS,
    queryFn: () => request<SharedList[]>("GET", "/api/lists"),
  });
}

/** What was ever written on lists of a kind. */
export function useListWords(kind: ListKind) {
  return useQuery({
    queryKey: ["list-words", kind],
    queryFn: () => request<Schemas["ListWords"]>("GET", `/api/lists/words?kind=${kind}`),
  });
}

/** Show a list as the hub has just told it. */
export function putList(client: QueryClient, list: SharedList): void {
  applyNews<SharedList[]>(client, LISTS, (known) => known && mergeList(known, list));
}

/** Show no longer what was deleted. */
export function dropList(client: QueryClient, id: string): void {
  applyNews<SharedList[]>(client, LISTS, (known) => known?.filter((one) => one.id !== id));
}

function place(listId: string, itemId?: string): string {
  const list = `/api/lists/${encodeURIComponent(listId)}`;
  return itemId === undefined ? list : `${list}/items/${encodeURIComponent(itemId)}`;
}

export interface ListFields {
  name: string;
  kind: ListKind;
}

/** Make a list. */
export function useMakeList() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: ListFields) => request<ListChange>("POST", "/api/lists", fields),
    onSuccess: ({ list }) => putList(client, list),
  });
}

/** Change a list's name and kind unless somebody else did meanwhile. */
export function useEditList() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, fields, was }: { id: string; fields: ListFields; was?: ListFields }) =>
      request<ListChange>("PATCH", place(id), { ...fields, ...(was ? { was } : {}) }),
    onSuccess: ({ list }) => putList(client, list),
    onError: () => client.invalidateQueries({ queryKey: LISTS }),
  });
}

/** What people do to a list's content. */
export type ListOrder = { list: string } & (
  | { do: "add"; texts: string[] }
  | { do: "tick"; item: string; done: boolean }
  | { do: "rename"; item: ListItem; text: string }
  | { do: "remove"; item: string }
  | { do: "move"; item: string; before: string | null }
  | { do: "clear"; doneOnly: boolean }
  | { do: "delete" }
);

/** Carry out an order: shown at once, taken back when the hub refuses. */
export function useOrderList(onRefused: (error: unknown) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onMutate: (order: ListOrder) =>
      client.setQueryData<SharedList[]>(LISTS, (known) => known && expected(known, order)),
    onSuccess: ({ list }, order) => {
      if (order.do === "delete") {
        dropList(client, list.id);
      } else {
        putList(client, list);
      }
      if (order.do === "add") {
        void client.invalidateQueries({ queryKey: ["list-words"] });
      }
    },
    onError: (error) => {
      onRefused(error);
      void client.invalidateQueries({ queryKey: LISTS });
    },
  });
}

/** Take a change back. */
export function useUndoList(onRefused: (error: unknown) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: number) => request<ListChange>("POST", "/api/lists/undo", { change }),
    onSuccess: ({ list }) => putList(client, list),
    onError: onRefused,
    onSettled: () => client.invalidateQueries({ queryKey: LISTS }),
  });
}

function send(order: ListOrder): Promise<ListChange> {
  const { list } = order;
  switch (order.do) {
    case "add":
      return request("POST", `${place(list)}/items`, { texts: order.texts });
    case "tick":
      return request("PATCH", place(list, order.item), { done: order.done });
    case "rename": {
      const was = { text: order.item.text };
      return request("PATCH", place(list, order.item.id), { text: order.text, was });
    }
    case "remove":
      return request("DELETE", place(list, order.item));
    case "move":
      return request("POST", `${place(list, order.item)}/move`, { before: order.before });
    case "clear":
      return request("POST", `${place(list)}/clear`, { done_only: order.doneOnly });
    case "delete":
      return request("DELETE", place(list));
  }
}

function expected(known: readonly SharedList[], order: ListOrder): SharedList[] {
  switch (order.do) {
    case "add":
      return [...known];
    case "tick":
      return withItem(known, order.list, order.item, { done: order.done });
    case "rename":
      return withItem(known, order.list, order.item.id, { text: order.text });
    case "remove":
      return withoutItems(known, order.list, ({ id }) => id === order.item);
    case "move":
      return withMoved(known, order.list, order.item, order.before);
    case "clear":
      return withoutItems(known, order.list, ({ done }) => done || !order.doneOnly);
    case "delete":
      return known.filter(({ id }) => id !== order.list);
  }
}
