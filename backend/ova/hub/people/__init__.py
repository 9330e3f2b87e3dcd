"""The people of the home: who may come in, and as what.

Law: passwords and tokens are kept as digests only; a home is never left without an owner.
"""

from ova.hub.people.accounts import Accounts, TokenInfo, User
from ova.hub.people.people import LINK_DAYS, People
from ova.hub.people.set_up import set_up
from ova.hub.people.standing import actor_of

__all__ = [
    "LINK_DAYS",
    "Accounts",
    "People",
    "TokenInfo",
    "User",
    "actor_of",
    "set_up",
]
