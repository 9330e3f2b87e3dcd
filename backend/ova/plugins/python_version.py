"""Whether this interpreter is one a plugin can run on."""

import platform

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from ova.plugins.errors import PluginFault, Unsupported


def check_python(wanted: str) -> None:
    """Raise Unsupported naming both versions, or PluginFault for a rule that is none."""
    if not wanted:
        return
    have = platform.python_version()
    try:
        fits = SpecifierSet(wanted).contains(have, prereleases=True)
    except InvalidSpecifier:
        raise PluginFault(
            "The manifest cannot be read.",
            reason=f"manifest.requires_python: {wanted!r} is no rule for versions",
            cure="Write it as packages do: >=3.12",
        ) from None
    if not fits:
        raise Unsupported(
            f"It needs Python {wanted}; the hub runs on {have}.",
            cure="Run the hub on a Python it supports, or get another version of the integration.",
        )
