"""What ``ctx.fetch`` returns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class FetchResponse:
    """The answer of a service. Returned from an action it means its ``data``.

    ``response["name"]``, ``in``, ``len`` and iteration go to ``data``.
    """

    status: int
    data: Any = None
    """Decoded JSON; the text of anything else; None for an empty body."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    url: str = ""
    body: bytes = b""
    """As it was sent; what is no JSON may name its own encoding."""

    def __getitem__(self, key: Any) -> Any:
        return self.data[key]

    def __contains__(self, key: object) -> bool:
        return key in self.data

    def __iter__(self) -> Iterator[Any]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def get(self, key: str, default: Any = None) -> Any:
        """Return ``data[key]``, or ``default``."""
        return self.data.get(key, default)
