"""The home's lists as plugins see them."""

from collections.abc import Sequence
from typing import Protocol

from ova.core import ListChange, ListKind, SharedList


class ListsApi(Protocol):
    """Shopping and to-do lists. A change is on disk before a call returns.

    ``origin`` is any text that says who asks: ``undo`` takes back the last change of the same one.
    """

    def all(self) -> list[SharedList]:
        """Return every list with its items."""

    def get(self, list_id: str) -> SharedList:
        """Return one list; raises NotFound."""

    def create(self, name: str, kind: ListKind = ..., *, origin: str = "") -> ListChange:
        """Make a list; raises InvalidInput, or Conflict when one is called so."""

    def delete(self, list_id: str, *, origin: str = "") -> ListChange:
        """Delete a list with its items; raises NotFound."""

    def add(
        self, list_id: str, texts: Sequence[str], *, origin: str = "", by: str = ""
    ) -> ListChange:
        """Add items; what stands there already is not doubled. Raises NotFound, InvalidInput."""

    def tick(
        self, list_id: str, item_ids: Sequence[str], *, done: bool = True, origin: str = ""
    ) -> ListChange:
        """Tick items off, or open them again; raises NotFound."""

    def remove(self, list_id: str, item_ids: Sequence[str], *, origin: str = "") -> ListChange:
        """Take items off a list; raises NotFound."""

    def clear(self, list_id: str, *, done_only: bool = False, origin: str = "") -> ListChange:
        """Take everything off a list, or what is ticked off; raises NotFound."""

    def undo(
        self, change_id: int | None = None, *, origin: str = "", within_s: float = 3600.0
    ) -> ListChange:
        """Take a change back; raises NotFound when there is none, Conflict when it was changed since."""
