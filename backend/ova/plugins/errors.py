"""What can go wrong with plugins, in words for people."""

from collections.abc import Mapping
from typing import Any

from ova.core import Conflict, InvalidInput, NotFound, OvaError, Unavailable, fault_json


class PluginsError(OvaError):
    """Base of the errors of this room."""

    code = "plugins_error"


class PluginNotFound(PluginsError, NotFound):
    """No plugin with this id was found."""

    code = "plugin_not_found"
    status = 404


class PluginBroken(PluginsError, Conflict):
    """The plugin's own files keep it from being used."""

    code = "plugin_broken"
    status = 409


class IntegrationNotLoaded(PluginsError, Unavailable, RuntimeError):
    """An integration was asked for while it is not loaded. Also a RuntimeError."""

    code = "integration_not_loaded"
    status = 503


class SkillNotLoaded(PluginsError, Unavailable, RuntimeError):
    """A skill was asked for while it is not loaded. Also a RuntimeError."""

    code = "skill_not_loaded"
    status = 503


class ConfigInvalid(PluginsError, InvalidInput):
    """Settings that do not fit."""

    code = "config_invalid"
    status = 422

    def __init__(
        self,
        message: str,
        *,
        fields: Mapping[str, str],
        cure: str = "",
        only_blank: bool = False,
    ) -> None:
        """``only_blank``: nothing is wrong but that something needed was not given."""
        super().__init__(message, cure=cure)
        self.only_blank = only_blank
        self.fields = dict(fields)
        """What is wanted, by dotted name of the setting: ``{"port": "must be a whole number"}``."""
        self.form: dict[str, Any] | None = None
        """``{"schema", "values"}`` of the form to fill in, where one is wanted."""

    @property
    def errors(self) -> list[dict[str, Any]]:
        """The same for a problem document: ``[{"field": "port", "detail": "must be ..."}]``."""
        return [fault_json(wanted, field=name) for name, wanted in self.fields.items()]


class ConfigChanged(PluginsError, Conflict):
    """Settings were saved by somebody else since they were read."""

    code = "config_changed"
    status = 412


class PluginFault(PluginsError):
    """A plugin's own code failed. ``reason`` is for its author: type, text, file and line."""

    code = "plugin_fault"
    status = 502

    def __init__(self, message: str, *, reason: str, cure: str = "") -> None:
        super().__init__(message, cure=cure)
        self.reason = reason


class Unsupported(PluginsError, Unavailable):
    """The plugin needs another version of Python."""

    code = "plugin_unsupported"
    status = 409


class MigrationFailed(PluginsError, Conflict):
    """Stored settings are of a version this code makes nothing of; they are left as they are."""

    code = "migration_failed"
    status = 409


class RequirementsConflict(PluginsError, Conflict):
    """What a plugin needs fights with what the hub or another plugin uses."""

    code = "requirements_conflict"
    status = 409


class RequirementsFailed(PluginsError, Unavailable):
    """What a plugin needs could not be installed."""

    code = "requirements_failed"
    status = 503


class ConnectionTestFailed(PluginsError, InvalidInput):
    """Proposed settings did not pass the integration's own test; the old ones are untouched.

    ``code`` is ``cannot_connect``, ``invalid_auth`` or ``unknown``.
    """

    code = "unknown"
    status = 422


class ConfirmationNeeded(PluginsError, Conflict):
    """Something that cannot be undone was asked for without saying that it is meant."""

    code = "confirm_needed"
    status = 409


class OtherAccount(PluginsError, Conflict):
    """New credentials belong to somebody else than the old ones."""

    code = "other_account"
    status = 409


class AlreadyAdded(PluginsError, Conflict):
    """An account that is to be added is there as another entry."""

    code = "already_added"
    status = 409


def unusable(name: str, error: Exception) -> PluginFault:
    """Return the fault of a plugin that declares what the hub did not expect."""
    return PluginFault(
        f"{name} cannot be used.",
        reason=f"what it declares cannot be used: {type(error).__name__}",
        cure="Check its files; the hub's log tells more.",
    )
