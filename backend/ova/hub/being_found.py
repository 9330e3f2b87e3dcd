"""Letting this machine's own commands find the running hub."""

import logging
import os

from ova.core import Unavailable
from ova.folder import Presence, remove_presence, write_presence
from ova.hub.options import HubOptions
from ova.hub.people import Accounts

log = logging.getLogger(__name__)


def be_found(options: HubOptions, accounts: Accounts) -> None:
    """Write where the hub is and a key to it, if it serves anybody; a full disk must not end it."""
    if not options.url:
        return
    presence = Presence(options.url, accounts.make_local_key(), os.getpid(), options.certificate)
    try:
        write_presence(options.folder.path, presence)
    except Unavailable as error:
        log.warning("%s", error)


def be_lost(options: HubOptions) -> None:
    """Take that away again: the hub ends."""
    if options.url:
        remove_presence(options.folder.path)
