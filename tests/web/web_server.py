"""The real server over the small hub, as a program: prints its address, then serves."""

import argparse
import logging
import sys
from pathlib import Path

from web_hub import SmallHub

from ova.core import Unavailable
from ova.web import TlsFiles, serve

PASSWORD = "correct horse"


class ToldHub(SmallHub):
    """Says on stdout that it was closed."""

    def close(self) -> None:
        super().close()
        print("closed", flush=True)  # noqa: T201 - the test reads it


def build() -> ToldHub:
    hub = ToldHub()
    owner = hub.accounts.create_owner("anna", PASSWORD)
    hub.accounts.create_token(owner.id, "tests")
    print("hub", flush=True)  # noqa: T201 - the test reads it
    return hub


def fail() -> ToldHub:
    raise RuntimeError("no\nmodel")


def refuse() -> ToldHub:
    raise Unavailable("The database is newer than this hub.", cure="Install a newer hub.")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--factory", choices=["build", "fail", "refuse"], default="build")
    parser.add_argument("--threads", type=int, default=100)
    parser.add_argument("--tls", type=Path, nargs=2)
    given = parser.parse_args()
    logging.basicConfig(level="WARNING")
    return serve(
        {"build": build, "fail": fail, "refuse": refuse}[given.factory],
        host=given.host,
        port=given.port,
        threads=given.threads,
        tls=TlsFiles(*given.tls) if given.tls else None,
        on_listening=lambda url: print(url, flush=True),  # noqa: T201 - the test reads it
    )


if __name__ == "__main__":
    sys.exit(main())
