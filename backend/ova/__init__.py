"""OpenVoiceAssistant: a self-hosted voice assistant hub for the home."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("openvoiceassistant")
except PackageNotFoundError:  # running from a source tree that was never installed
    __version__ = "0.0.0"

__all__ = ["__version__"]
