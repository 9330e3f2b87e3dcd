"""One call of an author's code, checked on the way in and on the way out."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from ova.plugins import Entry, WebhookDef
from ova.sdk import (
    ActionResult,
    AuthFailed,
    DataBatch,
    Event,
    FetchResponse,
    InputInvalid,
    NotReady,
    OutputInvalid,
)


def run_action(entry: Entry, name: str, inputs: Mapping[str, Any]) -> Any:
    """Run an action and return its data. Raises InputInvalid, OutputInvalid and what it raises."""
    action = entry.capabilities.action(name)
    given = dict(inputs)
    _check(action.input.faults(given), f"The input of {name}", InputInvalid)
    result = plain(entry.call(name, action.run, action.input.made(given), entry.context))
    if action.output is not None:
        _check(action.output.faults(result), f"What {name} returned", OutputInvalid)
    return result


def run_poll(
    entry: Entry, name: str, inputs: Mapping[str, Any], last_poll_ts: str | None
) -> list[dict[str, Any]]:
    """Run a polling trigger and return its records, checked. Raises as ``run_action``."""
    poll = entry.capabilities.poll(name)
    given = dict(inputs)
    _check(poll.input.faults(given), f"The input of {name}", InputInvalid)
    told = plain(entry.call(name, poll.run, poll.input.made(given), last_poll_ts, entry.context))
    records = [plain(one) for one in told or ()]
    for index, record in enumerate(records):
        if not isinstance(record, dict) or not record.get("id") or "data" not in record:
            raise OutputInvalid(
                f"Record {index} of {name} has no id or no data.",
                cure='Return records as {"id": ..., "data": {...}}.',
            )
        if poll.output is not None:
            faults = poll.output.faults(plain(record["data"]))
            _check(faults, f"The data of record {index} of {name}", OutputInvalid)
    return records


def run_webhook(
    entry: Entry, webhook: WebhookDef, payload: Any, headers: Mapping[str, str] | None = None
) -> list[Event]:
    """Hand over a payload and return the events it means."""
    told = entry.call(
        "handle_webhook", webhook.run, payload, webhook.shown(headers or {}), entry.context
    )
    events = [] if told is None else told if isinstance(told, list | tuple) else [told]
    for event in events:
        if not isinstance(event, Event):
            raise OutputInvalid(
                f"The webhook returned a {type(event).__name__}.",
                cure="Return an ova.sdk.Event, a list of them, or None.",
            )
    return list(events)


def run_data(entry: Entry, endpoint: str) -> DataBatch:
    """Return the series of an endpoint. Raises OutputInvalid for one whose lengths do not fit."""
    source = entry.capabilities.data
    if source is None:
        raise NotReady(f"{entry.name} has no data.", cure="Mark a method with @data.")
    batch = entry.call("get_data", source.get, endpoint, entry.context)
    if not isinstance(batch, DataBatch):
        raise OutputInvalid(
            f"get_data returned a {type(batch).__name__}.", cure="Return an ova.sdk.DataBatch."
        )
    for name, values in batch.series.items():
        if len(values) != len(batch.dates):
            raise OutputInvalid(
                f"The series {name} has {len(values)} values for {len(batch.dates)} dates.",
                cure="Give each date a value, or None.",
            )
    return batch


def signed(
    webhook: WebhookDef, body: bytes, config: Mapping[str, Any], now: float
) -> dict[str, str]:
    """Return the headers a service would send with a body."""
    if not webhook.verify:
        return {}
    kind, header, setting, *timed = webhook.verify
    secret = str(config.get(setting) or "")
    if kind == "token":
        return {header: secret}
    headers = {timed[0]: str(int(now))} if timed else {}
    said = f"{int(now)}.".encode() + body if timed else body
    headers[header] = hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
    return headers


def verify(
    webhook: WebhookDef,
    body: bytes,
    headers: Mapping[str, str],
    config: Mapping[str, Any],
    now: float,
) -> None:
    """Raise AuthFailed unless the headers are what the service would send with this body."""
    if not webhook.verify:
        return
    given = {name.lower(): value for name, value in headers.items()}
    sent_at = now
    if len(webhook.verify) == 4:
        told = given.get(webhook.verify[3].lower(), "")
        sent_at = float(told) if told.isdecimal() else 0.0
        if abs(now - sent_at) > 300:
            raise AuthFailed("The webhook was sent too long ago.")
    wanted = signed(webhook, body, config, sent_at)[webhook.verify[1]]
    got = given.get(webhook.verify[1].lower(), "").removeprefix("sha256=")
    if not config.get(webhook.verify[2]) or not hmac.compare_digest(got.encode(), wanted.encode()):
        raise AuthFailed("The webhook is not signed with the secret.")


def plain(result: Any) -> Any:
    """Return what an author's code returned as data."""
    if isinstance(result, ActionResult | FetchResponse):
        return plain(result.data)
    return result.model_dump(mode="json") if isinstance(result, BaseModel) else result


def as_body(payload: Any) -> bytes:
    """Return a payload as it goes over the wire."""
    return payload if isinstance(payload, bytes) else json.dumps(payload).encode()


def _check(
    faults: list[dict[str, str]], what: str, error: type[InputInvalid] | type[OutputInvalid]
) -> None:
    if faults:
        listed = "; ".join(f"{one['field'] or '/'} {one['detail']}" for one in faults)
        raise error(f"{what} does not fit: {listed}.")
