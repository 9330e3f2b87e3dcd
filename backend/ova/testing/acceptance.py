"""The tests every integration passes: inherit them, and they run with yours."""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest

from ova.core import OvaError, PluginState
from ova.plugins import BLANK
from ova.plugins.check import Status, check_path
from ova.sdk import Device
from ova.testing.service import Service
from ova.testing.testbed import Source, Testbed

FAR_FUTURE = "32503680000"
"""The year 3000, in seconds since the epoch."""
GOOD, INVALID = "good_config.json", "invalid_config.json"
TOLD = "acceptance.json"


class IntegrationAcceptance:
    """What an integration must do, whatever it connects to.

    Inherit it in the integration's own ``tests/``, tell ``answers`` what the service says, and name
    what cannot be tested in ``bypass``, with the reason::

        class TestAcceptance(IntegrationAcceptance):
            path = Path(__file__).parents[1]
            config = {"host": "https://sunny.test", "api_key": "k3y"}
            actions = {"set_light": {"light": "desk", "level": 40}}

            def answers(self, service):
                service.answer("GET", "/lights", [...])

    In place of the attributes there may be files in ``tests/``: ``good_config.json``,
    ``invalid_config.json``, and ``acceptance.json`` with ``actions``, ``polls``, ``answers`` and
    ``bypass``.
    """

    path: ClassVar[Source] = ""
    id: ClassVar[str] = ""
    """Which one of a file with several classes."""
    config: ClassVar[Mapping[str, Any] | None] = None
    """Settings that work."""
    invalid_config: ClassVar[Mapping[str, Any] | None] = None
    """Settings that do not, laid over the ones that do."""
    actions: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    """Input to try each action with."""
    polls: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    """Input to try each polling trigger with."""
    base: ClassVar[str] = ""
    """The version before: a folder or a commit. By default what ``contract.json`` recorded."""
    bypass: ClassVar[Mapping[str, str]] = {}
    """The reason why a test is left out, by its name."""

    def answers(self, service: Service) -> None:
        """Tell the service what to say; by default what ``acceptance.json`` holds."""
        for one in self._told("answers", []):
            service.answer(
                one["method"], one["address"], one.get("content"), status=one.get("status", 200)
            )

    def refuses(self, service: Service) -> None:
        """Have the service refuse the invalid settings; by default it answers 401 to everything."""
        service.refuse()

    # What is tested.

    def test_every_bypass_states_its_reason(self) -> None:
        """A test may be left out, but not without saying why."""
        tests = {name for name in dir(IntegrationAcceptance) if name.startswith("test_")}
        for name, reason in self._bypasses().items():
            assert name in tests, f"bypass names {name}; the tests are {', '.join(sorted(tests))}"
            assert str(reason).strip(), f"bypass of {name} states no reason"

    def test_the_spec_is_valid(self) -> None:
        """Manifest, schemas and code fit together."""
        self._may_bypass("test_the_spec_is_valid")
        with self._bed() as bed:
            reports = [one for one in check_path(bed.path) if one.id == bed.id]
        assert reports[0].faults == ()

    def test_settings_of_the_last_version_still_work(self) -> None:
        """What people gave to the version before is of use to this one, or is migrated."""
        self._may_bypass("test_settings_of_the_last_version_still_work")
        with self._bed() as bed:
            reports = [one for one in check_path(bed.path, self.base or None) if one.id == bed.id]
        (rule,) = [one for one in reports[0].rules if one.rule == "compatible"]
        assert rule.status is not Status.TODO, "; ".join(rule.reasons)

    def test_good_settings_work(self) -> None:
        """It loads, and its own test of the connection passes."""
        self._may_bypass("test_good_settings_work")
        with self._bed() as bed:
            info = bed.load()
            assert info.state is PluginState.LOADED, info.reason
            assert [one for one in info.warnings if "last failure" in one] == []
            bed.test()

    def test_invalid_settings_fail(self) -> None:
        """It does not pretend to work."""
        self._may_bypass("test_invalid_settings_fail")
        with self._bed() as bed:
            if not bed.manager.schema(bed.id)["properties"]:
                pytest.skip("it has no settings")
        invalid = self._settings(self.invalid_config, INVALID)
        assert invalid is not None, f"give invalid_config, or tests/{INVALID}"
        with self._bed({**self._config(), **invalid}) as bed:
            self.refuses(bed.service)
            with contextlib.suppress(OvaError):
                said = bed.test()
                pytest.fail(f"settings that are wrong pass its test: {said!r}")

    def test_keys_of_entities_are_unique_and_stable(self) -> None:
        """A second look finds the same things under the same keys."""
        self._may_bypass("test_keys_of_entities_are_unique_and_stable")
        with self._bed() as bed:
            first = _keys(bed)
            assert len(first) == len(set(first)), "a key is used twice"
            assert sorted(_keys(bed)) == sorted(first)
            before = [one.id for one in bed.entities()]
            if bed.entry.hook("entities") is not None:
                assert [one.id for one in bed.sync()] == before

    def test_a_poll_from_the_far_future_yields_nothing(self) -> None:
        """Polling heeds the time it is given."""
        self._may_bypass("test_a_poll_from_the_far_future_yields_nothing")
        with self._bed() as bed:
            for name in bed.entry.capabilities.polls:
                news = bed.poll(name, self._inputs("polls", name), last_poll_ts=FAR_FUTURE)
                assert news == [], f"{name} does not heed last_poll_ts"

    def test_outputs_are_as_declared(self) -> None:
        """Every action, poll and endpoint returns what was declared."""
        self._may_bypass("test_outputs_are_as_declared")
        with self._bed() as bed:
            self._run_everything(bed)

    def test_secrets_are_not_in_the_log(self) -> None:
        """Whatever it does, no credential is written down."""
        self._may_bypass("test_secrets_are_not_in_the_log")
        with self._bed() as bed:
            secrets = bed.entry.secrets
            with contextlib.suppress(OvaError):
                self._run_everything(bed)
            bed.service.refuse()
            with contextlib.suppress(OvaError):
                bed.test()
            written = "\n".join(bed.log)
        for secret in secrets:
            assert len(secret) < 4 or secret not in written, "a secret is in the log"

    # How.

    def _run_everything(self, bed: Testbed) -> None:
        for name, action in bed.entry.capabilities.actions.items():
            inputs = self._inputs("actions", name)
            needed = action.input.schema.get("required", [])
            absent = [one for one in needed if one not in inputs]
            assert not absent, f"give an example input of {name} in actions: {', '.join(absent)}"
            bed.action(name, inputs)
        for name in bed.entry.capabilities.polls:
            bed.poll(name, self._inputs("polls", name))
        for endpoint in bed.endpoints():
            bed.data(endpoint)

    @contextlib.contextmanager
    def _bed(self, config: Mapping[str, Any] | None = None) -> Iterator[Testbed]:
        with Testbed(self.path, config or self._config(), id=self.id) as bed:
            self.answers(bed.service)
            yield bed

    def _config(self) -> Mapping[str, Any]:
        return self._settings(self.config, GOOD) or {}

    def _settings(self, given: Mapping[str, Any] | None, file: str) -> Mapping[str, Any] | None:
        return given if given is not None else _read(self._file(file), None)

    def _inputs(self, kind: str, name: str) -> Mapping[str, Any]:
        given: Mapping[str, Any] = getattr(self, kind)
        inputs: Mapping[str, Any] = {**self._told(kind, {}), **given}.get(name, {})
        return inputs

    def _bypasses(self) -> Mapping[str, str]:
        return {**self._told("bypass", {}), **self.bypass}

    def _may_bypass(self, test: str) -> None:
        reason = str(self._bypasses().get(test, "")).strip()
        if reason:
            pytest.skip(reason)

    def _told(self, what: str, otherwise: Any) -> Any:
        return _read(self._file(TOLD), {}).get(what, otherwise)

    def _file(self, name: str) -> Path:
        path = Path(str(self.path))
        return (path if path.is_dir() else path.parent) / "tests" / name


def _read(file: Path, otherwise: Any) -> Any:
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else otherwise


def _keys(bed: Testbed) -> Sequence[str]:
    """Return the keys its ``entities`` gives, twice when it gives one twice."""
    entry = bed.entry
    hook = entry.hook("entities")
    if hook is None:
        return []

    def listed() -> list[str]:
        told = entry.loop.finish(hook(entry.context))
        return [one.key for one in told or () if isinstance(one, Device)]

    keys: list[str] = entry.call("entities", listed)
    assert not any(key in BLANK for key in keys), "an entity has no key"
    return keys
