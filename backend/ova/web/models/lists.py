"""Forms of shopping and to-do lists."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, RootModel, StringConstraints

from ova.core import MAX_ITEM_TEXT
from ova.web.models.common import Body, Id, Name, Patch

ListKindName = Literal["shopping", "todo", "other"]
ItemText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_ITEM_TEXT)
]


class ListItemModel(BaseModel):
    """One line of a list."""

    id: str
    text: str
    done: bool
    added_at: float
    added_by: str = Field(description="Who added it; empty when that is not known.")
    done_at: float | None


class SharedListModel(BaseModel):
    """A list with its items in their order."""

    id: str
    name: str
    kind: ListKindName
    created_at: float
    revision: int = Field(description="Grows with every change; what is older is out of date.")
    items: list[ListItemModel]


class SharedLists(RootModel[list[SharedListModel]]):
    """Every list of the home, the oldest first."""


class ListChangeModel(BaseModel):
    """What a change came to."""

    change: int | None = Field(description="To take it back; null when nothing was changed.")
    kind: str
    items: list[ListItemModel] = Field(description="What it is about.")
    known: list[ListItemModel] = Field(description="Was to be added and stood there already.")
    list: SharedListModel


class ListBody(Body):
    """A new list."""

    name: Name
    kind: ListKindName = "other"


class ListPatch(Patch):
    """What to change of a list."""

    name: Name | None = None
    kind: ListKindName | None = None


class ListItemsBody(Body):
    """What to add."""

    texts: list[ItemText] = Field(min_length=1, max_length=100)


class ListItemPatch(Patch):
    """What to change of an item."""

    text: ItemText | None = None
    done: bool | None = None


class ListMoveBody(Body):
    """Where to put an item."""

    before: Id | None = Field(None, description="Id of the item it goes before; null: the end.")


class ListClearBody(Body):
    """What to take off."""

    done_only: bool = Field(False, description="Only what is ticked off.")


class ListUndoBody(Body):
    """What to take back."""

    change: int | None = Field(None, description="The change's number; null: your last one.")


class ListWords(BaseModel):
    """What was ever written on lists of a kind."""

    words: list[str] = Field(description="The most frequent first.")


class ListWordsQuery(BaseModel):
    """Which words."""

    kind: ListKindName = "shopping"


class ListPath(BaseModel):
    """A list's place."""

    list_id: str


class ListItemPath(ListPath):
    """An item's place."""

    item_id: str
