"""Repairs: what people should look after, told by integrations and by the hub itself."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from ova.core import Conflict, NotFound, OvaError, PluginInfo, PluginState
from ova.plugins import Entry, IntegrationManager, blot_text
from ova.sdk import Issue
from ova.storage import Issues as IssueStore
from ova.storage import StoredIssue

_log = logging.getLogger(__name__)
_OF_STATE = {
    PluginState.REAUTH: ("hub.reauth", "error", False),
    PluginState.SETUP_ERROR: ("hub.setup", "error", True),
    PluginState.MIGRATION_ERROR: ("hub.setup", "error", True),
    PluginState.BROKEN: ("hub.setup", "error", True),
    PluginState.MISSING: ("hub.setup", "error", True),
    PluginState.NEEDS_SETUP: ("hub.needs_setup", "warning", False),
}
"""What the hub says of an enabled integration in a state: id, severity, and whether it can be tried again."""


@dataclass(frozen=True, slots=True)
class OpenIssue:
    """An issue as people see it."""

    entry: str
    id: str
    severity: str
    message: str
    cure: str
    fixable: bool
    persistent: bool
    learn_more: str
    ignored: bool
    created_at: float

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return asdict(self)


class Issues:
    """Keeps the open issues and has them fixed. A part; thread-safe."""

    def __init__(
        self, store: IssueStore, manager: IntegrationManager, now: Callable[[], float]
    ) -> None:
        self._store = store
        self._manager = manager
        self._now = now
        self._lock = threading.RLock()
        self._listeners: list[Callable[[dict[str, Any]], None]] = []
        self._open = {(one.entry, one.id): _opened(one) for one in store.all()}
        manager.subscribe(self._state_changed)

    def all(self, entry_id: str | None = None) -> list[OpenIssue]:
        """Return the open issues, of one account when given, the newest first."""
        with self._lock:
            found = [one for one in self._open.values() if entry_id in (None, one.entry)]
        return sorted(found, key=lambda one: (-one.created_at, one.entry, one.id))

    def get(self, entry_id: str, issue_id: str) -> OpenIssue:
        """Return one. Raises NotFound."""
        with self._lock:
            found = self._open.get((entry_id, issue_id))
        if found is None:
            raise NotFound(
                f"There is no open issue {issue_id!r} of {entry_id!r}.",
                cure="It may be mended already: look at the list.",
            )
        return found

    def report(self, entry_id: str, issue: Issue) -> None:
        """Open an issue, or replace it; one that says the same again changes nothing."""
        with self._lock:
            old = self._open.get((entry_id, issue.id))
            made = OpenIssue(
                entry_id,
                issue.id,
                issue.severity,
                issue.message,
                issue.cure,
                issue.fixable,
                issue.persistent,
                issue.learn_more,
                old.ignored if old else False,
                old.created_at if old else self._now(),
            )
            if made == old:
                return
            self._open[entry_id, issue.id] = made
            if made.persistent:
                self._store.put(_stored(made))
            elif old is not None and old.persistent:
                self._store.remove(entry_id, issue.id)
        self._tell(made, is_open=True)

    def clear(self, entry_id: str, issue_id: str) -> None:
        """Close an issue; nothing happens when it is not open."""
        with self._lock:
            old = self._open.pop((entry_id, issue_id), None)
            if old is not None and old.persistent:
                self._store.remove(entry_id, issue_id)
        if old is not None:
            self._tell(old, is_open=False)

    def ignore(self, entry_id: str, issue_id: str, ignored: bool = True) -> OpenIssue:
        """Note that nobody wants to hear of an issue, or that somebody does again. Raises NotFound."""
        with self._lock:
            made = replace(self.get(entry_id, issue_id), ignored=ignored)
            self._open[entry_id, issue_id] = made
            if made.persistent:
                self._store.ignore(entry_id, issue_id, ignored)
        self._tell(made, is_open=True)
        return made

    def fix(self, entry_id: str, issue_id: str) -> str:
        """Have an issue mended, and close it; return what there is to say.

        Raises NotFound, Conflict when only a person can mend it, or what the attempt raises: then it
        stays open.
        """
        issue = self.get(entry_id, issue_id)
        if not issue.fixable:
            raise Conflict(
                "The hub cannot mend this by itself.", cure=issue.cure or "See its message."
            )
        if issue_id.startswith("hub."):
            info = self._manager.reload(entry_id)
            return "" if info.state == PluginState.LOADED else info.reason
        entry = self._manager.entry(entry_id)
        hook = entry.hook("fix_issue")
        if hook is None:
            raise Conflict(
                f"{entry.name} says it can mend this, and has no code for it.",
                cure="Its author should add fix_issue(id, ctx).",
            )
        said = entry.call("fix_issue", hook, issue_id, entry.context)
        if said is False:
            raise Conflict(f"{entry.name} could not mend this.", cure=issue.cure or "Try again.")
        self.clear(entry_id, issue_id)
        return blot_text(said, entry.secrets) if isinstance(said, str) else ""

    def book(self, entry_id: str, secrets: Sequence[str]) -> "EntryIssues":
        """Return what an account tells its issues to."""
        return EntryIssues(self, entry_id, secrets)

    def subscribe(self, listener: Callable[[dict[str, Any]], None]) -> Callable[[], None]:
        """Call ``listener`` with the wire form and ``open`` of each issue that changes."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def summary(self, entry_id: str) -> list[dict[str, Any]]:
        """Return the open issues of an account."""
        return [issue.to_json() for issue in self.all(entry_id)]

    def attach(self, entry: Entry) -> None:
        """Nothing is to be done: integrations tell by themselves."""

    def detach(self, entry: Entry) -> None:
        """Close what is told anew when it is loaded again."""
        for issue in self.all(entry.id):
            if not issue.persistent and not issue.id.startswith("hub."):
                self.clear(entry.id, issue.id)

    def forget(self, entry_id: str) -> None:
        """Close and delete everything of an account."""
        for issue in self.all(entry_id):
            self.clear(entry_id, issue.id)

    def _state_changed(self, info: PluginInfo) -> None:
        """Tell what a state means, and take back what it meant before."""
        told = _OF_STATE.get(info.state) if info.enabled else None
        for issue_id in {one[0] for one in _OF_STATE.values()} - {told[0] if told else ""}:
            self.clear(info.id, issue_id)
        if told is None:
            return
        issue_id, severity, fixable = told
        reason = info.reason or info.state.value.replace("_", " ")
        self.report(
            info.id,
            Issue(
                issue_id,
                f"{info.name}: {reason}",
                cure=info.cure,
                severity=severity,
                fixable=fixable,
            ),
        )

    def _tell(self, issue: OpenIssue, *, is_open: bool) -> None:
        for listener in list(self._listeners):
            try:
                listener({**issue.to_json(), "open": is_open})
            except Exception:  # noqa: BLE001 - a listener's fault is its own
                _log.exception("A listener failed on the issue %s", issue.id)


class EntryIssues:
    """``ctx.issues`` of one account."""

    def __init__(self, issues: Issues, entry_id: str, secrets: Sequence[str]) -> None:
        self._issues = issues
        self._entry_id = entry_id
        self._secrets = secrets

    def report(self, issue: Issue) -> None:
        """Tell a trouble, or tell it anew. Raises Conflict for what is no Issue."""
        if not isinstance(issue, Issue):
            raise _no_issue(issue)
        if issue.id.startswith("hub."):
            raise Conflict("Ids that begin with hub. are the hub's own.", cure="Use another id.")
        clean = replace(
            issue,
            message=blot_text(issue.message, self._secrets),
            cure=blot_text(issue.cure, self._secrets),
            learn_more=blot_text(issue.learn_more, self._secrets),
        )
        self._issues.report(self._entry_id, clean)

    def clear(self, issue_id: str) -> None:
        """Take it back."""
        if not issue_id.startswith("hub."):
            self._issues.clear(self._entry_id, issue_id)


def _no_issue(given: object) -> OvaError:
    return Conflict(
        f"ctx.issues.report was given a {type(given).__name__}.", cure="Give an ova.sdk.Issue."
    )


def _opened(stored: StoredIssue) -> OpenIssue:
    return OpenIssue(
        stored.entry,
        stored.id,
        stored.severity,
        stored.message,
        stored.cure,
        stored.fixable,
        True,
        stored.learn_more,
        stored.ignored,
        stored.created_at,
    )


def _stored(issue: OpenIssue) -> StoredIssue:
    fields = {name: getattr(issue, name) for name in StoredIssue.__slots__}
    return StoredIssue(**fields)
