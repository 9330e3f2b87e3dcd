"""Who may answer now: sessions of satellites and conversations, and the words that stop everything.

Law: pure. The time is an argument, nothing is stored on disk, no thread is started. It imports only
``ova.core`` and ``ova.language``.
"""

from ova.dialogue.session import Session
from ova.dialogue.sessions import Sessions
from ova.dialogue.stop import StopKind, recognise_stop

__all__ = ["Session", "Sessions", "StopKind", "recognise_stop"]
