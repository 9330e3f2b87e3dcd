"""The first thing a home is told: whose it is and what it is called."""

from typing import TYPE_CHECKING

from ova.hub.people.accounts import Accounts, User

if TYPE_CHECKING:  # commands about people begin without what settings need
    from ova.hub.onboarding import Onboarding
    from ova.hub.settings_keeper import SettingsKeeper


def set_up(
    accounts: Accounts,
    settings: "SettingsKeeper",
    onboarding: "Onboarding",
    username: str,
    password: str,
    home_name: str | None,
) -> User:
    """Create the owner's account, name the home and begin the first run. Raises Conflict, InvalidInput."""
    if home_name:
        settings.check({"home_name": home_name})
    owner = accounts.create_owner(username, password)
    onboarding.begin()
    if home_name:  # only now: a stranger may ask for this, and is refused above
        settings.update({"home_name": home_name})
    return owner
