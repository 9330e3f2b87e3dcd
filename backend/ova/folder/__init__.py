"""The folder everything the hub keeps lives in, and how local commands find the running hub.

Law: small and quick to import, since every command starts here; it knows paths, not contents.
"""

from ova.folder.home_folder import HomeFolder
from ova.folder.presence import Presence, read_presence, remove_presence, write_presence
from ova.folder.size import size_of

__all__ = [
    "HomeFolder",
    "Presence",
    "read_presence",
    "remove_presence",
    "size_of",
    "write_presence",
]
