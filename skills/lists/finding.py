"""Which list is meant."""

from ova.sdk import ListKind, ListsApi, SharedList, Turn


def list_meant(turn: Turn, lists: ListsApi) -> SharedList | None:
    """Return the list a sentence names, the shopping list when it names none; None when there is none."""
    known = lists.all()
    name = str(turn.slot("list") or "").strip()
    if name:
        return named(known, name, turn)
    kind = ListKind(turn.slot("kind", ListKind.SHOPPING))
    return next((one for one in known if one.kind is kind), None)


def list_to_write_on(turn: Turn, lists: ListsApi, origin: str) -> SharedList | None:
    """Return the list a sentence is about; the shopping and the to-do list are made when first used."""
    found = list_meant(turn, lists)
    if found is not None or turn.slot("list"):
        return found
    kind = ListKind(turn.slot("kind", ListKind.SHOPPING))
    taken = named(lists.all(), turn.text(f"name_{kind}"), turn)
    return taken or lists.create(turn.text(f"name_{kind}"), kind, origin=f"{origin}:made").list


def named(known: list[SharedList], name: str, turn: Turn) -> SharedList | None:
    """Return the list of a name, said with or without the word "list"."""
    wanted = bare_name(name, turn)
    return next((one for one in known if bare_name(one.name, turn) == wanted), None)


def bare_name(name: str, turn: Turn) -> str:
    """Return a list's name in lower case without the word "list" and articles."""
    left_out = turn.text("list_words").split()
    words = name.casefold().replace("-", " ").split()
    kept = [word for word in words if word not in left_out] or words
    last = kept[-1]
    for ending in turn.text("list_endings").split():
        if last.endswith(ending) and len(last) > len(ending) + 2:
            kept[-1] = last.removesuffix(ending)
            break
    return " ".join(kept)
