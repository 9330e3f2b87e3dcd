"""Using the hub's rooms in this process, without a server."""

from collections.abc import Iterator
from contextlib import contextmanager

from ova.folder import HomeFolder
from ova.hub import Accounts, HubOptions, OpenVoiceAssistant, open_database


@contextmanager
def offline_hub(folder: HomeFolder, *, speech: bool = False) -> Iterator[OpenVoiceAssistant]:
    """Build a hub on a folder no other hub uses; ``speech`` starts one decoding worker."""
    folder.prepare()
    hub = OpenVoiceAssistant(HubOptions(folder=folder, workers=1 if speech else 0))
    try:
        hub.start()
        hub.wait_ready()
        yield hub
    finally:
        hub.close()


@contextmanager
def open_accounts() -> Iterator[Accounts]:
    """Open the accounts of the default folder; the hub may be running."""
    folder = HomeFolder.default()
    folder.prepare()
    database = open_database(folder)
    try:
        yield Accounts(database)
    finally:
        database.close()
