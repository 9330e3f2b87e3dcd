"""What is around who speaks: a conversation, a room, a satellite, and what is heard there."""

import logging
from typing import TYPE_CHECKING

from ova.core import Area, NotFound, Satellite, Schedule, Utterance
from ova.dialogue import Session

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

log = logging.getLogger(__name__)


class Surroundings:
    """Looks up what an utterance only names by ids."""

    def __init__(self, hub: "OpenVoiceAssistant") -> None:
        self._hub = hub

    def session(self, utterance: Utterance) -> Session | None:
        """Return the conversation something is said in; None for what is said alone."""
        if utterance.alone:
            return None
        return self._hub.pipeline.sessions.get(
            self._hub.now().timestamp(), utterance.conversation_id or "", utterance.satellite_id
        )

    def sounds(self, utterance: Utterance) -> bool:
        """Tell whether something rings where the person is, or waits to be said on."""
        return (
            utterance.hushing
            or bool(self.ringing(utterance))
            or self._hub.satellites.sounds.paused(utterance.satellite_id)
        )

    def ringing(self, utterance: Utterance) -> list[Schedule]:
        """Return what rings where the person is; without a satellite, what rings anywhere."""
        return [one for one in self._hub.ringing.all() if one.rings_on(utterance.satellite_id)]

    def area(self, utterance: Utterance) -> Area | None:
        """Return the room somebody speaks in, where that is known."""
        if utterance.area_id is None:
            return None
        try:
            return self._hub.home.area(utterance.area_id)
        except NotFound:
            log.info("The area %s is gone; answering without one", utterance.area_id)
            return None

    def satellite(self, utterance: Utterance) -> Satellite | None:
        """Return the satellite somebody speaks to, if there is one."""
        if utterance.satellite_id is None:
            return None
        try:
            return self._hub.satellites.get(utterance.satellite_id)
        except NotFound:
            return None
