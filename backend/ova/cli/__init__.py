"""The ``ova`` command.

Law: thin. A command parses its options, calls one room and prints; it decides nothing. Rooms are
imported inside the commands, so that ``ova --help`` and the satellite stay quick and small.
"""

from ova.cli.main import main

__all__ = ["main"]
