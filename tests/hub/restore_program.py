"""Put an ordered restore in place, and be killed after some changes of the disk."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ova.folder import HomeFolder
from ova.hub.backups import finish_restore

left = int(sys.argv[2])


def counted(change: Callable[..., Any]) -> Callable[..., Any]:
    """Return the same change, after which the process may be killed."""

    def changed(*args: Any, **options: Any) -> Any:
        global left
        result = change(*args, **options)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return changed


Path.replace = counted(Path.replace)  # type: ignore[method-assign]  # to stop at each write
Path.unlink = counted(Path.unlink)  # type: ignore[method-assign]  # to stop at each write
Path.mkdir = counted(Path.mkdir)  # type: ignore[method-assign]  # to stop at each write
os.fsync = counted(os.fsync)
finish_restore(HomeFolder(Path(sys.argv[1])))
