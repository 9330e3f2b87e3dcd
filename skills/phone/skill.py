"""The phone that lies somewhere."""

from collections.abc import Mapping
from typing import Any

from ova.core import NotFromHere, OvaError, Unavailable
from ova.sdk import Ova, Reply, Turn, handles


class PhoneSkill:
    """Orders the action that was chosen in the settings."""

    def __init__(self, ova: Ova, action: str, inputs: Mapping[str, Any]) -> None:
        """``action`` is ``<integration>.<action>``, blank when none was chosen."""
        self._ova = ova
        self._entry, _, self._action = action.partition(".")
        self._inputs = dict(inputs)

    def is_ready(self) -> bool:
        """Tell whether an action was chosen."""
        return bool(self._action)

    @handles("PhoneFind")
    def find(self, turn: Turn) -> Reply:
        """Answer "find my phone"."""
        if not self._action:
            return Reply(turn.text("not_set_up"), error="not_set_up")
        if not self._ova.integration_manager.integration_exists(self._entry):
            return Reply(turn.text("not_there", name=self._entry), error="not_set_up")
        try:
            self._ova.actions.run(self._entry, self._action, self._inputs, source="voice")
        except NotFromHere:
            raise  # said in the hub's words
        except Unavailable as error:
            return Reply(turn.text("offline"), error=error.code, data={"reason": str(error)})
        except OvaError as error:
            return Reply(turn.text("failed"), error=error.code, data={"reason": str(error)})
        return turn.reply("rings")
