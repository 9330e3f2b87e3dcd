"""What a person sets for a polling trigger."""

from collections.abc import Iterable, Mapping
from typing import Any

from ova.plugins import PollDef
from ova.sdk import InputInvalid


class InputsInvalid(InputInvalid):
    """Inputs that do not fit; ``errors`` points at what is wrong."""

    def __init__(self, name: str, faults: list[dict[str, Any]]) -> None:
        """``name`` is the trigger's."""
        first = faults[0]
        super().__init__(
            f"The inputs of {name} do not fit: {first['field'] or 'they'}: {first['detail']}.",
            cure="Correct them under Triggers.",
        )
        self.errors = pointed(faults, "/inputs")


def pointed(faults: Iterable[dict[str, Any]], within: str = "") -> list[dict[str, Any]]:
    """Return faults of inputs as a problem document points at them: by JSON pointer."""
    return [
        {
            **{name: told for name, told in one.items() if name != "field"},
            "pointer": f"{within}{one['field']}",
        }
        for one in faults
    ]


def whole(poll: PollDef, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return inputs with the schema's defaults for what was not given."""
    parts = poll.input.schema.get("properties", {})
    defaults = {
        name: part["default"]
        for name, part in parts.items()
        if isinstance(part, Mapping) and "default" in part
    }
    return {**defaults, **given}


def faults_of(poll: PollDef, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what keeps a trigger from being polled with these inputs."""
    return poll.input.faults(whole(poll, given))


def checked(poll: PollDef, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the whole inputs. Raises InputsInvalid."""
    faults = faults_of(poll, given)
    if faults:
        raise InputsInvalid(poll.name, faults)
    return whole(poll, given)
