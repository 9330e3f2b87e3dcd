"""Shopping and to-do lists."""

from flask_openapi3.blueprint import APIBlueprint

from ova.core import ListKind
from ova.web.identity import Identities
from ova.web.models.lists import (
    ListBody,
    ListChangeModel,
    ListClearBody,
    ListItemPatch,
    ListItemPath,
    ListItemsBody,
    ListMoveBody,
    ListPatch,
    ListPath,
    ListUndoBody,
    ListWords,
    ListWordsQuery,
    SharedListModel,
    SharedLists,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes
from ova.web.routes.changes import given

_WORDS = 300


def list_routes(hub: HubPort, identities: Identities) -> APIBlueprint:
    """Build the routes."""
    api = routes("lists", "Shopping and to-do lists.")

    def me() -> str:
        return f"person:{identities.require().user.id}"

    @api.get("/lists", responses={200: SharedLists})
    def lists() -> Answer:
        """Return every list with its items."""
        return [one.to_json() for one in hub.lists.all()]

    @api.post("/lists", responses={201: ListChangeModel})
    def create(body: ListBody) -> Answer:
        """Make a list."""
        return hub.lists.create(body.name, ListKind(body.kind), origin=me()).to_json(), 201

    @api.get("/lists/words", responses={200: ListWords})
    def words(query: ListWordsQuery) -> Answer:
        """Return what was ever written on lists of a kind, to be offered while somebody types."""
        return {"words": list(hub.lists.words(ListKind(query.kind), _WORDS))}

    @api.post("/lists/undo", responses={200: ListChangeModel})
    def undo(body: ListUndoBody) -> Answer:
        """Take back a change by its number, or your own last one of the past hour."""
        return hub.lists.undo(body.change, origin=me()).to_json()

    @api.get("/lists/<list_id>", responses={200: SharedListModel})
    def one(path: ListPath) -> Answer:
        """Return one list."""
        return hub.lists.get(path.list_id).to_json()

    @api.patch("/lists/<list_id>", responses={200: ListChangeModel})
    def edit(path: ListPath, body: ListPatch) -> Answer:
        """Change a list's name or kind."""
        changes = {key: value for key, value in given(body).items() if value is not None}
        was = changes.pop("was", None)
        return hub.lists.edit(path.list_id, changes, was, origin=me()).to_json()

    @api.delete("/lists/<list_id>", responses={200: ListChangeModel})
    def delete(path: ListPath) -> Answer:
        """Delete a list with its items; that can be taken back."""
        return hub.lists.delete(path.list_id, origin=me()).to_json()

    @api.post("/lists/<list_id>/items", responses={200: ListChangeModel})
    def add(path: ListPath, body: ListItemsBody) -> Answer:
        """Add items; what stands there already is not doubled."""
        name = identities.require().user.name
        return hub.lists.add(path.list_id, body.texts, origin=me(), by=name).to_json()

    @api.patch("/lists/<list_id>/items/<item_id>", responses={200: ListChangeModel})
    def edit_item(path: ListItemPath, body: ListItemPatch) -> Answer:
        """Change an item, or tick it off."""
        changes = {key: value for key, value in given(body).items() if value is not None}
        was = changes.pop("was", None)
        change = hub.lists.edit_item(path.list_id, path.item_id, changes, was, origin=me())
        return change.to_json()

    @api.delete("/lists/<list_id>/items/<item_id>", responses={200: ListChangeModel})
    def remove(path: ListItemPath) -> Answer:
        """Take an item off; that can be taken back."""
        return hub.lists.remove(path.list_id, [path.item_id], origin=me()).to_json()

    @api.post("/lists/<list_id>/items/<item_id>/move", responses={200: ListChangeModel})
    def move(path: ListItemPath, body: ListMoveBody) -> Answer:
        """Put an item before another one, or at the end."""
        return hub.lists.move(path.list_id, path.item_id, body.before, origin=me()).to_json()

    @api.post("/lists/<list_id>/clear", responses={200: ListChangeModel})
    def clear(path: ListPath, body: ListClearBody) -> Answer:
        """Take everything off, or what is ticked off; that can be taken back."""
        change = hub.lists.clear(path.list_id, done_only=body.done_only, origin=me())
        return change.to_json()

    return api
