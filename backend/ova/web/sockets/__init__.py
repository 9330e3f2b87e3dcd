"""Socket.IO: live events for pages on ``/ui``, audio and events for satellites on ``/satellite``.

Law: messages are carried, not understood. What a client sends is answered or refused, and never
raises; what the hub sends never makes it wait.
"""

from ova.web.sockets.sockets import Sockets

__all__ = ["Sockets"]
