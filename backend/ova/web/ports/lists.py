"""Shopping and to-do lists, as the web room asks for them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ova.core import ListChange, ListKind, SharedList
from ova.web.ports.wire import Json


class ListsPort(Protocol):
    """The home's lists."""

    def all(self) -> Sequence[SharedList]:
        """Return every list."""
        ...

    def get(self, list_id: str, /) -> SharedList:
        """Return one list. Raises NotFound."""
        ...

    def words(self, kind: ListKind = ..., limit: int = ...) -> Sequence[str]:
        """Return what was ever written on lists of a kind."""
        ...

    def create(self, name: str, kind: ListKind = ..., *, origin: str = ...) -> ListChange:
        """Make a list. Raises InvalidInput, Conflict."""
        ...

    def edit(
        self,
        list_id: str,
        changes: Mapping[str, Any],
        was: Json | None = None,
        *,
        origin: str = ...,
    ) -> ListChange:
        """Change a list's name and kind. Raises NotFound, InvalidInput, Conflict, ChangedMeanwhile."""
        ...

    def delete(self, list_id: str, *, origin: str = ...) -> ListChange:
        """Delete a list. Raises NotFound."""
        ...

    def add(
        self, list_id: str, texts: Sequence[str], *, origin: str = ..., by: str = ...
    ) -> ListChange:
        """Add items. Raises NotFound, InvalidInput."""
        ...

    def edit_item(
        self,
        list_id: str,
        item_id: str,
        changes: Mapping[str, Any],
        was: Json | None = None,
        *,
        origin: str = ...,
    ) -> ListChange:
        """Change an item. Raises NotFound, InvalidInput, ChangedMeanwhile."""
        ...

    def remove(self, list_id: str, item_ids: Sequence[str], *, origin: str = ...) -> ListChange:
        """Take items off. Raises NotFound."""
        ...

    def clear(self, list_id: str, *, done_only: bool = ..., origin: str = ...) -> ListChange:
        """Take everything off, or what is ticked off. Raises NotFound."""
        ...

    def move(
        self, list_id: str, item_id: str, before_id: str | None, *, origin: str = ...
    ) -> ListChange:
        """Put an item before another. Raises NotFound."""
        ...

    def undo(
        self, change_id: int | None = None, *, origin: str = ..., within_s: float = ...
    ) -> ListChange:
        """Take a change back. Raises NotFound, Conflict."""
        ...
