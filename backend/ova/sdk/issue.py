"""Something a person should look after, told by an integration."""

from dataclasses import dataclass
from typing import Protocol

from ova.sdk.errors import InputInvalid

SEVERITIES = ("warning", "error", "critical")


@dataclass(frozen=True, slots=True)
class Issue:
    """A trouble with a name. Raises InputInvalid for a blank id or message, or another severity."""

    id: str
    """The author's own name for it; telling it again replaces it."""
    message: str
    cure: str = ""
    """What a person can do."""
    severity: str = "warning"
    """``warning``, ``error`` or ``critical``."""
    fixable: bool = False
    """``fix_issue(id, ctx)`` can mend it."""
    persistent: bool = False
    """It is kept over a restart of the hub; else it is told again when it is still there."""
    learn_more: str = ""
    """Address of a page about it."""

    def __post_init__(self) -> None:
        for name in ("id", "message"):
            value = getattr(self, name)
            if not isinstance(value, str) or not value.strip():
                raise InputInvalid(
                    f"An issue was told with {name}={value!r}.", cure=f"Give it a {name}."
                )
        if self.severity not in SEVERITIES:
            raise InputInvalid(
                f"The severity {self.severity!r} of {self.id} is not known.",
                cure=f"Use one of: {', '.join(SEVERITIES)}.",
            )
        if self.learn_more and not self.learn_more.startswith(("https://", "http://", "/")):
            raise InputInvalid(
                f"The address {self.learn_more!r} of {self.id} cannot be opened.",
                cure="Give learn_more as https://…",
            )


class IssueBook(Protocol):
    """What an integration has to say to people: ``ctx.issues``."""

    def report(self, issue: Issue) -> None:
        """Tell a trouble, or tell it anew."""

    def clear(self, issue_id: str) -> None:
        """Take it back; nothing happens when it was not told."""
