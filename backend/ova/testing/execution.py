"""The test bed in the way of the handler style: ``async with ExecutionContext(auth=...)``."""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from ova.sdk import Integration
from ova.testing.service import Service
from ova.testing.testbed import Testbed


class ExecutionContext:
    """Runs actions and polls of integrations with credentials::

        async with ExecutionContext(auth={"api_key": "..."}) as context:
            result = await my_integration.execute_action("call_api", inputs, context)

    Requests go out over the network, unless a ``service`` answers them.
    """

    def __init__(
        self, auth: Mapping[str, Any] | None = None, *, service: Service | None = None
    ) -> None:
        self.auth = dict(auth or {})
        self._service = service
        self._beds: dict[str, Testbed] = {}

    async def __aenter__(self) -> "ExecutionContext":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for bed in self._beds.values():
            await asyncio.to_thread(bed.close)
        self._beds.clear()

    async def run_action(
        self, integration: Integration, name: str, inputs: Mapping[str, Any]
    ) -> Any:
        """Run one action; see Testbed.action."""
        return await asyncio.to_thread(self._bed(integration).action, name, inputs)

    async def run_poll(
        self,
        integration: Integration,
        name: str,
        inputs: Mapping[str, Any],
        last_poll_ts: str | None = None,
    ) -> Any:
        """Poll once; see Testbed.poll."""
        bed = self._bed(integration)
        return await asyncio.to_thread(bed.poll, name, inputs, last_poll_ts=last_poll_ts)

    def _bed(self, integration: Integration) -> Testbed:
        folder = str(integration.folder)
        if folder not in self._beds:
            self._beds[folder] = Testbed(
                integration, self.auth, service=self._service, network=self._service is None
            )
        return self._beds[folder]
