"""The skills: their sentences, replies and handlers, and the fence around a turn."""

import inspect
import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from ova.core import OvaError, PluginInfo, PluginKind, PluginState
from ova.plugins.answering import Answering
from ova.plugins.background import Background
from ova.plugins.building import build_live
from ova.plugins.discovery import PluginFolders
from ova.plugins.errors import PluginFault, SkillNotLoaded
from ova.plugins.fence import fenced
from ova.plugins.flood import LogGate
from ova.plugins.integrations import IntegrationManager
from ova.plugins.locale import Locale, ReplyTexts, SkillSentences, read_locale
from ova.plugins.marks import marked, marked_methods
from ova.plugins.occasions import Occasions
from ova.plugins.patience import Patience
from ova.plugins.permissions import Permissions, unknown_permissions
from ova.plugins.record import Live, PluginRecord, not_loaded_cure
from ova.plugins.skill_insight import insight_of
from ova.plugins.skill_store import SkillStore
from ova.plugins.skill_view import SkillView
from ova.plugins.store import PluginStorage
from ova.schedule import Jobs
from ova.sdk import Turn
from ova.sdk.marks import INTENTS_MARK, OCCASIONS_MARK

logger = logging.getLogger(__name__)


class SkillManager(Answering):
    """Holds the skills and hands turns to them."""

    kind: ClassVar[PluginKind] = PluginKind.SKILL
    bundled_enabled: ClassVar[bool] = True

    def __init__(
        self,
        storage: PluginStorage,
        folders: PluginFolders,
        integrations: IntegrationManager,
        *,
        jobs: Jobs | None = None,
    ) -> None:
        """Without ``jobs`` no skill is called at times of day."""
        super().__init__(storage, folders)
        self._integrations = integrations
        self._jobs = jobs
        self._locales: dict[str, Locale] = {}
        self.neighbours.append(integrations)
        integrations.neighbours.append(self)
        integrations.subscribe(self._integration_changed)

    def get_skill_module(self, skill_id: str) -> Any:
        """Return the object a skill built. Raises SkillNotLoaded, which is also a RuntimeError."""
        record = self._records.get(skill_id)
        live = record.live if record is not None else None
        if live is None:
            raise SkillNotLoaded(
                f"The skill {record.name if record else skill_id} is not set up.",
                cure=not_loaded_cure(record, self.kind),
            )
        return live.object

    def sentences(self) -> list[SkillSentences]:
        """Return the sentence files of every enabled skill.

        A skill that could not be set up keeps its sentences: it is understood, and answers why not.
        A file with ``unless_integrations`` is left out while one of these is loaded.
        """
        return [
            sentence
            for _, record in sorted(self._records.copy().items())
            if record.enabled
            for sentence in self._locales.get(record.id, Locale()).sentences
            if not self._is_replaced(sentence)
        ]

    def is_enabled(self, skill_id: str) -> bool:
        """Tell whether a skill is there and switched on."""
        record = self._records.get(skill_id)
        return record is not None and record.enabled

    def locale(self, skill_id: str) -> Locale:
        """Return what a skill came with to say and understand, also of one that is switched off.

        Raises PluginNotFound.
        """
        return self._locales.get(self._record(skill_id).id, Locale())

    def handled(self, skill_id: str) -> frozenset[str]:
        """Return the intents a loaded skill has a method for."""
        record = self._records.get(skill_id)
        live = record.live if record is not None else None
        return frozenset(live.marked) if live is not None else frozenset()

    def replies(self, skill_id: str, language: str) -> ReplyTexts:
        """Return a skill's texts by key: in the language, else its base language, else English."""
        return self._locales.get(skill_id, Locale()).replies_in(language)

    def handler(self, intent_name: str, skill_id: str) -> Callable[[Turn], Any] | None:
        """Return the method of a loaded skill that handles an intent, or None."""
        record = self._records.get(skill_id)
        live = record.live if record is not None else None
        return live.marked.get(intent_name) if live is not None else None

    def insight(self, skill_id: str) -> dict[str, Any]:
        """Return what is known of a skill for those who look for a fault, not yet redacted.

        Raises PluginNotFound.
        """
        record = self._record(skill_id)
        config = self.config(skill_id) if record.code is not None else None
        kept = self._storage.values(PluginKind.SKILL, skill_id)
        return insight_of(record, self.locale(skill_id), config, kept)

    def wait_idle(self, timeout_s: float) -> bool:
        """Wait until every skill has done what was to be done; False when one took too long."""
        lives = [record.live for record in self._records.copy().values()]
        return all(live.occasions.wait_idle(timeout_s) for live in lives if live and live.occasions)

    def _is_replaced(self, sentences: SkillSentences) -> bool:
        data: Any = sentences.data
        named = data.get("unless_integrations") if isinstance(data, dict) else None
        names = named if isinstance(named, list) else []
        return any(
            isinstance(name, str) and self._integrations.integration_exists(name) for name in names
        )

    def _imported(self, record: PluginRecord) -> None:
        super()._imported(record)
        folder = record.code.folder if record.code is not None else None
        if folder is None and record.found is not None:  # broken code may have good sentences
            folder = record.found.folder
        locale = Locale() if folder is None else read_locale(folder / "locale", record.id)
        self._locales[record.id] = locale
        record.notes.extend(locale.problems)
        if record.code is not None and record.code.module_name:
            told = partial(self._logged_too_much, record)
            LogGate.before(record.code.module_name, told)

    def _logged_too_much(self, record: PluginRecord, lines: int) -> None:
        what = "lines are left out" if lines == 1 else f"{lines} lines were left out"
        logger.warning("skill %s: logs too much; %s", record.id, what)
        self._flooded(record, f"it logs too much; {what}")

    def _needs(self, record: PluginRecord) -> dict[str, Any]:
        missing = self._missing(record)
        if missing:
            raise PluginFault(
                f"{record.name} needs {missing[0]}, which is not set up.",
                reason=f"needs integration {', '.join(missing)}",
                cure=f"Enable {' and '.join(missing)} under Integrations.",
            )
        required = record.code.manifest.required_integrations if record.code else []
        return {name: self._integrations.get_integration_module(name) for name in required}

    def _missing(self, record: PluginRecord) -> list[str]:
        required = record.code.manifest.required_integrations if record.code else []
        return [name for name in required if not self._integrations.integration_exists(name)]

    def _marked(self, built: Any) -> dict[str, Callable[..., Any]]:
        methods: dict[str, Callable[..., Any]] = {}
        for names, method in marked_methods(built, INTENTS_MARK):
            if inspect.iscoroutinefunction(method):
                raise PluginFault(
                    "An async handler cannot be called.",
                    reason=f"the handler of {names[0]} is an async function",
                    cure="Write it with a plain def.",
                )
            for name in names:
                methods.setdefault(name, method)
        return methods

    def _build(self, record: PluginRecord, values: dict[str, Any]) -> Live:
        code = record.usable_code()
        code.form.check(values)
        needs = self._needs(record)
        patience = Patience()
        call = partial(self._call, record, patience)
        background = Background(call, partial(self._flooded, record))
        view = SkillView(
            self._ova,
            lambda callback, event: call(f"its callback for {event.type}", callback, event),
            SkillStore(self._storage, record.id),
            Permissions(record.id, code.manifest.permissions, code.manifest.required_integrations),
        )
        try:
            live = build_live(record, values, view, self._marked, needs)
            marks = (live.object, OCCASIONS_MARK, tuple)
            marked_so = fenced(record.files(), "build_skill", marked, *marks, secrets=live.secrets)
            occasions = Occasions(record.id, marked_so, background, self._jobs)
            if occasions.wants_events:
                view.events  # noqa: B018 - it may not be permitted
        except BaseException:
            background.end()
            view.end_subscriptions()
            raise

        def goodbye() -> None:
            occasions.end()
            view.end_subscriptions()
            self.paused.drop_all(live)

        return replace(live, occasions=occasions, goodbye=goodbye)

    def _call(
        self,
        record: PluginRecord,
        patience: Patience,
        doing: str,
        function: Callable[..., object],
        *args: Any,
    ) -> None:
        """Call a skill while nobody waits for an answer; what it raises is noted."""
        try:
            fenced(record.files(), doing, patience.call, function, *args)
        except OvaError as error:
            if record.live is not None:
                self._failed(record, record.live, error)

    def _flooded(self, record: PluginRecord, reason: str) -> None:
        """Name a skill that does more than it may."""
        if record.live is not None:
            fault = PluginFault(f"{record.name} does too much.", reason=reason)
            self._failed(record, record.live, fault)

    def _connect(self, record: PluginRecord, live: Live) -> None:
        live.occasions.begin(self._ova)
        record.live_notes.extend(
            unknown_permissions(record.usable_code().manifest.permissions or ())
        )
        spoken = {
            intent
            for sentence in self._locales.get(record.id, Locale()).sentences
            for intent in _intents_of(sentence.data)
        }
        for intent in sorted(spoken - set(live.marked)):
            record.live_notes.append(f"has sentences for {intent} and no method that handles it")

    def _integration_changed(self, info: PluginInfo) -> None:
        """Build the skills anew that use an integration whose object is another one now."""
        changed: list[str] = []
        with self._lock:
            exists = self._integrations.integration_exists(info.id)
            now = self._integrations.get_integration_module(info.id) if exists else None
            for record in list(self._records.values()):
                code = record.code
                if not record.enabled or code is None:
                    continue
                if info.id not in code.manifest.required_integrations:
                    continue
                had = record.live.needs.get(info.id) if record.live is not None else None
                if had is now and (now is None or record.state == PluginState.LOADED):
                    continue
                self._replace(record, self._values(record), save=False)
                changed.append(record.id)
        for skill_id in changed:
            self._tell(skill_id)


def _intents_of(data: dict[str, Any]) -> list[str]:
    intents = data.get("intents")
    return [name for name in intents if isinstance(name, str)] if isinstance(intents, dict) else []
