"""Run the command line with ``python -m ova.cli``."""

from ova.cli import main

main()
