"""Installs a model, as a program: ``install_program.py MODELS MIRROR NAME [OPTION=VALUE …]``.

NAME is a model's name or a file. ``pause=STEP`` prints ``paused`` at a step and waits there;
``file_limit=N`` lets no file grow beyond N bytes, as a disk that is full.
"""

import resource
import sys
import threading
from pathlib import Path

from ova.core import OvaError
from ova.engines.models import Installer, Shelf, Stop, Upstream


def main(folder, mirror, name, *options):
    """Install; print what came of it."""
    given = dict(one.split("=", 1) for one in options)
    if "file_limit" in given:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(given["file_limit"]), hard))

    def report(progress):
        if progress.step.value == given.get("pause"):
            print("paused", flush=True)  # noqa: T201 - the test waits for it
            threading.Event().wait()

    installer = Installer(Shelf(Path(folder)), Upstream(mirror))
    try:
        if Path(name).exists():
            model = installer.install_file(Path(name), report, Stop())
        else:
            model = installer.install(name, report, Stop())
    except OvaError as error:
        print(error.code, error, flush=True)  # noqa: T201 - the test reads it
    else:
        print("installed", model.id, flush=True)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main(*sys.argv[1:])
