"""What a manager knows of one plugin while the hub runs."""

import logging
import time
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ova.core import OvaError, PluginInfo, PluginKind, PluginState
from ova.plugins.code import PluginCode
from ova.plugins.config import PluginConfig
from ova.plugins.errors import PluginBroken, PluginFault
from ova.plugins.fence import redact
from ova.plugins.found import FoundPlugin
from ova.plugins.health import Health, state_health
from ova.plugins.offers import offers_of
from ova.plugins.patience import Patience

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Live:
    """The object a plugin built, with the settings it was built from."""

    object: Any
    config: PluginConfig
    secrets: list[str] = field(default_factory=list)
    """Values that must not be shown."""
    marked: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    """Methods found on the object: by intent name for a skill, by domain for an integration."""
    needs: Mapping[str, Any] = field(default_factory=dict)
    """Objects of the required integrations as they were when this one was built."""
    patience: Patience = field(default_factory=Patience)
    """How its calls are waited for."""
    entry: Any = None
    """The Entry of an integration."""
    occasions: Any = None
    """The Occasions of a skill."""
    goodbye: Callable[[], None] = lambda: None
    """Ends what a skill subscribed to."""


@dataclass(slots=True, eq=False)
class PluginRecord:
    """One plugin. Its manager changes it under a lock; only failures are noted without."""

    id: str
    kind: PluginKind
    found: FoundPlugin | None
    """None when it is configured and its files are gone."""
    code: PluginCode | None = None
    live: Live | None = None
    enabled: bool = False
    state: PluginState = PluginState.NOT_LOADED
    reason: str = ""
    cure: str = ""
    notes: list[str] = field(default_factory=list)
    """Warnings about the plugin's files."""
    live_notes: list[str] = field(default_factory=list)
    """Warnings about what is running."""
    last_failure: str = ""
    failures: int = 0
    """Calls that failed since it was loaded."""
    entities: int = 0
    attempts: int = 0
    """Set-ups in a row that ended in waiting for the other side."""
    retry_at: float | None = None
    """When it is tried again, in seconds since the epoch."""
    plugin_id: str = ""
    """Whose account this is."""
    title: str = ""
    account: str = ""
    """Who is signed in at the other side."""
    message: str = ""
    """What it said when it was activated."""
    health: Health | None = None
    """What its author's code says of it while it is loaded."""
    errors: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=20))
    """What failed of late: ``{"at", "reason", "trace"}``, without secrets."""
    quality: str = ""
    """The tier `ova integration check` gives it; empty when it cannot be told."""
    unmet: tuple[str, ...] = ()
    """Requirements that are not installed."""
    progress: str = ""
    """What is being installed just now."""

    def __post_init__(self) -> None:
        self.plugin_id = self.plugin_id or self.id

    @property
    def name(self) -> str:
        """The name people see."""
        if self.title:
            return self.title
        if self.code is not None and self.code.manifest.name:
            return self.code.manifest.name
        return self.id.replace("_", " ").title()

    def _logo(self) -> str:
        """Return the address of its picture."""
        logo = self.code.manifest.logo if self.code is not None else ""
        return logo if not logo or "://" in logo else f"/integration/{self.id}/static/{logo}"

    def _docs(self) -> str:
        """Return the address of a page about it; the hub shows a README.md that lies beside its code."""
        told = self.code.manifest.docs if self.code is not None else ""
        folder = self.found.folder if self.found is not None else None
        has_readme = folder is not None and (folder / "README.md").is_file()
        return told or (f"/{self.kind.value}/{self.id}/docs" if has_readme else "")

    def files(self) -> FoundPlugin:
        """Return where the plugin lies. Raises PluginBroken when its files are gone."""
        if self.found is None:
            raise PluginBroken(
                f"{self.name} cannot be used: its files are gone.", cure="Put its files back."
            )
        return self.found

    def usable_code(self) -> PluginCode:
        """Return the imported code. Raises PluginBroken with the reason when there is none."""
        if self.code is None:
            raise PluginBroken(
                f"{self.name} cannot be used: {self.reason or 'its files are gone'}.",
                cure=self.cure or "Correct its files and reload it.",
            )
        return self.code

    def settle(self, state: PluginState, error: OvaError | None = None) -> None:
        """Take a state; the error says why when it is not a good one."""
        self.state = state
        self.reason = self.cure = ""
        if error is not None:
            self.reason = reason_of(error)
            self.cure = error.cure
            self.errors.append({"at": time.time(), "reason": self.reason, "trace": ""})

    def fail(self, live: Live, error: OvaError) -> str:
        """Note a call that failed, log it without secrets, and return the reason.

        Where the call failed is logged for faults of the code; an outage has no such place.
        """
        reason = redact(reason_of(error), live.secrets)
        self.last_failure = reason
        self.failures += 1
        cause = error.__cause__
        trace = "".join(traceback.format_exception(cause)) if cause is not None else ""
        shown = redact(trace, live.secrets)
        self.errors.append({"at": time.time(), "reason": reason, "trace": shown})
        where = f"\n{shown}" if isinstance(error, PluginFault) else ""
        logger.warning("%s %s: %s%s", self.kind.value, self.id, reason, where)
        return reason

    def info(self) -> PluginInfo:
        """Return the plugin as people see it."""
        code, found = self.code, self.found
        told = self.health if self.state == PluginState.LOADED else None
        dot, text = told or state_health(self.state, warned=bool(self.live_notes))
        warnings = [*self.notes, *self.live_notes]
        if self.live is not None:
            warnings.extend(self.live.config.warnings)
            if self.live.entry is not None:
                warnings.extend(
                    text for about in list(self.live.entry.notes.values()) for text in about
                )
        if self.last_failure:
            warnings.append(f"last failure: {self.last_failure}")
        return PluginInfo(
            id=self.id,
            kind=self.kind,
            name=self.name,
            description=(code.manifest.description or code.summary) if code else "",
            state=self.state,
            reason=self.reason,
            cure=self.cure,
            warnings=tuple(warnings),
            version=code.manifest.version if code else "",
            category=code.manifest.category if code else "",
            origin=found.origin if found else "user",
            enabled=self.enabled,
            required_integrations=tuple(code.manifest.required_integrations) if code else (),
            path=found.where if found else "",
            details={
                "configurable": bool(code and code.form.schema["properties"]),
                "entities": self.entities,
                "failures": self.failures,
                "integration_id": self.plugin_id,
                "account": self.account,
                "message": self.message,
                "retry_at": self.retry_at,
                "health": {"dot": dot, "text": text},
                "docs": self._docs(),
                "signs_in": bool(code and code.manifest.oauth),
                "logo": self._logo(),
                "quality": self.quality,
                "requirements_unmet": list(self.unmet),
                "progress": self.progress,
                "permissions": code.manifest.permissions if code else None,
                "offers": offers_of(self.live.entry if self.live else None, self.entities),
            },
        )


def reason_of(error: OvaError) -> str:
    """Return what went wrong: for its author when it is a fault, for everybody otherwise."""
    return error.reason if isinstance(error, PluginFault) else error.message


def not_loaded_cure(record: PluginRecord | None, kind: PluginKind) -> str:
    """Return what to do when a plugin is wanted and not loaded."""
    if record is None:
        return f"Put the {kind.value} into the folder {kind.value}s and enable it."
    if not record.enabled:
        return f"Enable {record.name} under {kind.value.title()}s."
    return " ".join(part for part in (f"{record.reason}.", record.cure) if part)
