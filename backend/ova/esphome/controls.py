"""The controls of a device: volume, the switch of its microphone, and its wake words."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence

from aioesphomeapi import (
    EntityState,
    MediaPlayerEntityState,
    SwitchState,
    VoiceAssistantConfigurationResponse,
)
from aioesphomeapi.client import APIClient
from aioesphomeapi.core import APIConnectionError

from ova.core import MAX_VOLUME
from ova.esphome.about import Abilities

log = logging.getLogger(__name__)

CONFIGURATION_S = 5.0
STATES_S = 2.0
OWN_S = 2.0
"""What a device tells so soon after an order may still be what was before."""


class Controls:
    """Sets what people set in the hub, and tells what they set at the device. For the loop's thread."""

    def __init__(
        self,
        client: APIClient,
        can: Abilities,
        turned: Callable[[int], None],
        changed: Callable[[], None],
    ) -> None:
        """``turned(percent)`` is told of a volume set at the device, ``changed`` of anything else."""
        self._client = client
        self._can = can
        self._turned = turned
        self._changed = changed
        self._known = asyncio.Event()
        self._ordered_at = -OWN_S
        self._told: dict[int, float] = {}
        """When volumes were set at the device: each comes back from the hub, maybe when it is old."""
        self.volume: int | None = None
        """As the device told last, in percent."""
        self.muted = False
        """Its microphone is switched off at the device."""
        self.words: VoiceAssistantConfigurationResponse | None = None
        """Its wake words; None when it does not tell."""

    async def read(self) -> None:
        """Ask for everything there is."""
        self._client.subscribe_states(self._state)
        await self.read_words()
        if self._can.sets_volume:
            try:
                await asyncio.wait_for(self._known.wait(), STATES_S)
            except TimeoutError:
                log.debug("A device does not tell how loud it is")

    async def read_words(self) -> None:
        """Ask for its wake words."""
        try:
            self.words = await self._client.get_voice_assistant_configuration(CONFIGURATION_S)
        except TimeoutError:
            self.words = None

    async def set_words(self, ids: Sequence[str]) -> None:
        """Have it listen for these of its wake words, as far as it has them."""
        if self.words is None:
            return
        known = {one.id for one in self.words.available_wake_words}
        wanted = [one for one in ids if one in known][: max(1, self.words.max_active_wake_words)]
        if wanted and set(wanted) != set(self.words.active_wake_words):
            await self._client.set_voice_assistant_configuration(wanted)
            await self.read_words()
            self._changed()

    def set_volume(self, percent: int) -> None:
        """Have it be as loud as this."""
        now = time.monotonic()
        if now - self._told.pop(percent, -OWN_S) < OWN_S:
            return
        if not self._can.sets_volume or self._can.player is None or percent == self.volume:
            return
        self.volume, self._ordered_at = percent, now
        try:
            self._client.media_player_command(self._can.player, volume=percent / MAX_VOLUME)
        except APIConnectionError as error:
            log.debug("A device was not told its volume: %s", error)

    def _state(self, state: EntityState) -> None:
        if isinstance(state, MediaPlayerEntityState) and state.key == self._can.player:
            self._heard_volume(round(min(1.0, max(0.0, state.volume)) * MAX_VOLUME))
        elif isinstance(state, SwitchState) and state.key == self._can.microphone:
            before, self.muted = self.muted, bool(state.state)
            if before != self.muted and self._known.is_set():
                self._changed()

    def _heard_volume(self, percent: int) -> None:
        first, before = not self._known.is_set(), self.volume
        self._known.set()
        if first:
            self.volume = percent
        elif time.monotonic() - self._ordered_at > OWN_S and before != percent:
            self.volume = percent
            self._told[percent] = time.monotonic()
            self._turned(percent)
