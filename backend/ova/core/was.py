"""Whether something is still as a person saw it who is about to change it."""

from collections.abc import Mapping

from ova.core.errors import ChangedMeanwhile


def check_was(what: str, now: Mapping[str, object], was: Mapping[str, object] | None) -> None:
    """Compare the fields a person had seen with what they are now; lists count in any order.

    ``was`` has the wire form of the fields that were seen, None when nothing was said about that.
    Raises ChangedMeanwhile, with the names of the fields that differ.
    """
    differ = [
        field
        for field, seen in (was or {}).items()
        if _comparable(now.get(field)) != _comparable(seen)
    ]
    if differ:
        raise ChangedMeanwhile(
            f"{what} was changed by somebody else meanwhile: {', '.join(sorted(differ))}.",
            cure="Look at it again, then decide whose change is kept.",
        )


def _comparable(value: object) -> object:
    if isinstance(value, (list, tuple, set, frozenset)):
        return sorted(value, key=repr)
    return value
