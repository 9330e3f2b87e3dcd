"""The command line as a whole."""

import subprocess
import sys

SHOW_HELP = """
import contextlib, sys
from ova.cli import main
with contextlib.suppress(SystemExit):
    main(["--help"])
print(*(name for name in sys.modules if name.startswith("ova.")), file=sys.stderr)
"""


def test_help_imports_no_room_so_that_it_stays_quick():
    shown = subprocess.run(
        [sys.executable, "-c", SHOW_HELP], capture_output=True, text=True, check=True
    )
    rooms = {name.split(".")[1] for name in shown.stderr.split()}
    assert "satellite" in shown.stdout
    assert rooms == {"cli", "core"}
