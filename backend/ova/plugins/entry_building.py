"""From an integration's built object to its Entry: context, capabilities, loop."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ova.core import OvaError, PluginKind, Unavailable
from ova.home import Home
from ova.plugins.building import build_live, unload_live
from ova.plugins.context import Entities, NoIssues, PluginContext, Store
from ova.plugins.coordinator import Coordinators
from ova.plugins.declared import Capabilities, capabilities_of
from ova.plugins.entry import Entry
from ova.plugins.fence import fenced
from ova.plugins.fetch import Fetcher
from ova.plugins.loop import AsyncLoop
from ova.plugins.patience import Patience
from ova.plugins.record import Live, PluginRecord
from ova.plugins.redaction import CERTAIN, RedactingFilter, blot
from ova.plugins.sign_in import SignIns, SignInTerms
from ova.plugins.store import PluginStorage
from ova.schedule import Jobs
from ova.sdk import Event, InputInvalid, IssueBook

logger = logging.getLogger(__name__)
Tell = Callable[[Entry, Event], bool]
Address = Callable[[str, str], str]
News = Callable[[int | None, str], None]
Issues = Callable[[str, Sequence[str]], IssueBook]
"""Gives what an account tells its issues to; values that are secret are taken out."""


class EntryBuilder:
    """Makes entries, and lets go of what was made when it is over."""

    def __init__(
        self,
        home: Home,
        storage: PluginStorage,
        jobs: Jobs | None = None,
        fetcher: Callable[..., Fetcher] = Fetcher,
    ) -> None:
        """``fetcher`` makes what asks an integration's service."""
        self._home = home
        self._jobs = jobs
        self._fetcher = fetcher
        self._storage = storage
        self._tell: Tell | None = None
        self._address: Address | None = None
        self._sign_ins: SignIns | None = None
        self._issues: Issues | None = None

    def connect(
        self,
        tell: Tell | None,
        address: Address | None,
        sign_ins: SignIns | None = None,
        issues: Issues | None = None,
    ) -> None:
        """Take who is told of events and issues, who knows addresses, and who keeps access tokens."""
        self._tell = tell or self._tell
        self._address = address or self._address
        self._sign_ins = sign_ins or self._sign_ins
        self._issues = issues or self._issues

    def check_sign_in(self, terms: SignInTerms) -> None:
        """Raise SecretMissing or AuthFailed when a person must sign in at the other side first."""
        if self._sign_ins is not None and terms.manifest.oauth is not None:
            self._sign_ins.check(terms)

    def finished(
        self,
        record: PluginRecord,
        live: Live,
        ova: Any,
        *,
        refused: Callable[[OvaError], None],
        accepted: Callable[[], None] = lambda: None,
        news: News,
        signed: Callable[[Entry], None] | None = None,
        trial: bool = False,
    ) -> Live:
        """Return what was built with its Entry. Raises PluginFault, with nothing left behind.

        A ``trial`` changes nothing in the home and tells nobody.
        """
        try:
            made = self._finished(record, live, ova, refused, accepted, news, trial=trial)
        except BaseException:
            unload_live(record, live)
            raise
        if signed is not None:
            signed(made.entry)
        elif self._sign_ins is not None and made.entry.manifest.oauth is not None:
            self._sign_ins.sign(made.entry)
        return made

    def trial(
        self,
        record: PluginRecord,
        values: Mapping[str, Any],
        ova: Any,
        signed: Callable[[Entry], None] | None = None,
    ) -> Live:
        """Build from proposed values, for a test. Raises OvaError. End it with ``dismiss``.

        ``signed`` gives the entry another access token than the one that is kept.
        """
        live = build_live(record, values, ova, lambda _built: {}, {})
        return self.finished(
            record,
            live,
            ova,
            refused=lambda _error: None,
            news=lambda _count, _reason: None,
            signed=signed,
            trial=True,
        )

    def dismiss(self, record: PluginRecord, live: Live) -> None:
        """Let go of an object and of everything its code registered."""
        unload_live(record, live)

    def _finished(
        self,
        record: PluginRecord,
        live: Live,
        ova: Any,
        refused: Callable[[OvaError], None],
        accepted: Callable[[], None],
        news: News,
        *,
        trial: bool,
    ) -> Live:
        code, found = record.usable_code(), record.files()
        capabilities: Capabilities = fenced(
            found, "what it declares", capabilities_of, live.object, code.manifest
        ).telling_of(record.plugin_id)
        made: list[Entry] = []
        log = logging.getLogger(f"ova.integrations.{record.id}")
        RedactingFilter.guard(log, live.secrets)

        def clean(value: Any) -> Any:
            return blot(value, live.secrets, CERTAIN)

        def tell(event: Event) -> bool:
            try:
                _check_event(event, capabilities)
            except InputInvalid as error:
                logger.warning("integration %s: %s", record.id, error)
                raise
            if self._tell is None or trial:
                return False
            return self._tell(made[0], replace(event, payload=clean(dict(event.payload))))

        def address(kind: str) -> str:
            if self._address is None:
                raise Unavailable("The hub has no address others can use.")
            return self._address(record.id, kind)

        auth = {
            name: live.config[name] for name in code.manifest.auth_fields if name in live.config
        }
        context = PluginContext(
            entry_id=record.id,
            config=live.config,
            auth=auth or {name: live.config[name] for name in _secret_names(code.form.schema)},
            logger=log,
            entities=Entities(
                record.id,
                self._home,
                news,
                chosen=lambda: self._storage.chosen_entities(record.id),
                clean=clean,
                trial=trial,
            ),
            issues=NoIssues()
            if self._issues is None or trial
            else self._issues(record.id, live.secrets),
            store=Store(self._storage, PluginKind.INTEGRATION, record.id),
            fetch=self._fetcher(record.name, code.manifest.http, live.config),
            ova=ova,
            tell=tell,
            address=address,
            coordinator=Coordinators(lambda: made[0], self._jobs),
            translations=code.translations,
        )
        live.secrets.extend(context.fetch.basic_form())  # one list, for all that is shown of it
        loop = AsyncLoop(record.id)
        entry = Entry(
            id=record.id,
            integration_id=record.plugin_id,
            name=record.name,
            found=found,
            manifest=code.manifest,
            capabilities=capabilities,
            object=live.object,
            context=context,
            loop=loop,
            secrets=live.secrets,
            patience=Patience(),
            refused=refused,
            accepted=accepted,
            sign_in=code.sign_in,
            translations=code.translations,
            fixed_secrets=len(live.secrets),
        )
        made.append(entry)
        return replace(live, entry=entry, marked=capabilities.controls)


def _check_event(event: Event, capabilities: Capabilities) -> None:
    if not isinstance(event, Event):
        raise InputInvalid(
            f"emit was given a {type(event).__name__}.", cure="Give an ova.sdk.Event."
        )
    if not isinstance(event.type, str) or event.type not in capabilities.events:
        known = ", ".join(capabilities.events) or "none"
        raise InputInvalid(
            f"The event {event.type!r} is not declared.",
            cure=f"Declare it in the manifest under events; declared are: {known}.",
        )
    payload: Any = event.payload
    if not isinstance(payload, Mapping):
        raise InputInvalid(
            f"The payload of an event is a {type(payload).__name__}.", cure="Give a dict."
        )


def _secret_names(schema: Mapping[str, Any]) -> list[str]:
    return [name for name, part in schema["properties"].items() if part.get("format") == "password"]
