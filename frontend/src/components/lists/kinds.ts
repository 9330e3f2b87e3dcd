import { IconChecklist, IconList, IconShoppingCart, type TablerIcon } from "@tabler/icons-react";

import type { ListKind } from "../../api/lists";

export const KINDS: readonly ListKind[] = ["shopping", "todo", "other"];

export const KIND_ICONS: Record<ListKind, TablerIcon> = {
  shopping: IconShoppingCart,
  todo: IconChecklist,
  other: IconList,
};
