"""Whether settings are of the version the code wants, and bringing older ones to it."""

from typing import Any

from ova.core import OvaError
from ova.plugins.code import PluginCode
from ova.plugins.errors import MigrationFailed
from ova.plugins.fence import fenced
from ova.plugins.found import FoundPlugin
from ova.storage import StoredPlugin

FIRST = "1"


def brought_up(
    code: PluginCode, found: FoundPlugin, stored: StoredPlugin, values: dict[str, Any]
) -> dict[str, Any] | None:
    """Return the settings in the version of the code, or None when they are of it already.

    Versions are ``major`` or ``major.minor``; settings of a newer minor one are taken as they are.
    Raises MigrationFailed; then nothing was changed.
    """
    had, wanted = _version(stored.config_version or FIRST), _version(code.manifest.config_version)
    if had == wanted or (had[0] == wanted[0] and had[1] > wanted[1]):
        return None
    if had > wanted:
        raise MigrationFailed(
            f"Its settings are of version {stored.config_version}, newer than its code "
            f"({code.manifest.config_version}).",
            cure="Install the newer version again; the settings are kept as they are.",
        )
    if code.migrate is None:
        if had[0] == wanted[0]:
            return values
        raise MigrationFailed(
            f"Its settings are of version {stored.config_version or FIRST}, and its code cannot "
            f"bring them to {code.manifest.config_version}.",
            cure="Its author must write migrate(config, version); the settings are kept.",
        )
    secrets = tuple(code.form.split(values)[1].values())
    given = dict(values)
    try:
        made = fenced(
            found, "migrate", code.migrate, given, stored.config_version or FIRST, secrets=secrets
        )
        return code.form.accept(code.form.defaults, made if made is not None else given)
    except OvaError as error:
        raise MigrationFailed(
            f"Its settings could not be brought to version {code.manifest.config_version}: "
            f"{getattr(error, 'reason', error.message)}.",
            cure="Its author must correct migrate(config, version); the settings are kept.",
        ) from error


def _version(text: str) -> tuple[int, int]:
    major, _, minor = text.partition(".")
    return (
        int(major) if major.isdigit() else 1,
        int(minor) if minor.isdigit() else 0,
    )
