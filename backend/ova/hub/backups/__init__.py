"""Backups: what they hold, when they are made, where they lie, and how one is taken back.

Law: a backup is whole or is none; a restore that breaks off is finished or given up
at the next start.
"""

from ova.hub.backups.backups import Backups
from ova.hub.backups.restoring import finish_restore, is_ordered
from ova.hub.backups.schedule import BackupSchedule

__all__ = [
    "BackupSchedule",
    "Backups",
    "finish_restore",
    "is_ordered",
]
