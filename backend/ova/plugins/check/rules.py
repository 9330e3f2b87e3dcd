"""The rules, in one table: what each wants, for which tier, and how it is told."""

import ast
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ova.plugins.check.contract import Contract
from ova.plugins.check.facts import Facts
from ova.plugins.check.report import Tier
from ova.plugins.check.texts import untranslated
from ova.plugins.dependencies import hub_requirements, requirements_of

CLIENTS = ("aiohttp", "http.client", "httpx", "requests", "urllib.request", "urllib3")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    name: str
    tier: Tier
    wanted: str
    missing: Callable[[Facts], Iterator[str]]
    """Gives what keeps it from being done."""


def _described(facts: Facts) -> Iterator[str]:
    manifest = facts.code.manifest
    for field in ("name", "version"):
        if not getattr(manifest, field):
            yield f"the manifest has no {field}"
    if not (manifest.description or facts.code.summary):
        yield "the manifest has no description, and the module no docstring"


@cache
def _packages_of(module: str, path: tuple[str, ...]) -> list[str]:
    """Return the packages that bring a module, as ``path`` has them; reading them all takes long."""
    return _all_packages(path).get(module, [module])


@cache
def _all_packages(_path: tuple[str, ...]) -> Mapping[str, list[str]]:
    return packages_distributions()


def _requirements(facts: Facts) -> Iterator[str]:
    named = {
        canonicalize_name(one.name) for one in requirements_of(facts.found, facts.code.manifest)
    }
    hub = {canonicalize_name(one.name) for one in hub_requirements()}
    for module, place in facts.imports().items():
        top = module.split(".")[0]
        if top in sys.stdlib_module_names or top in ("ova", facts.found.id):
            continue
        known = named | hub
        if canonicalize_name(top) in known:
            continue
        if not {canonicalize_name(one) for one in _packages_of(top, tuple(sys.path))} & known:
            yield f"imports {top}, which no requirement names ({place})"
    for one in facts.code.manifest.requirements:
        if not Requirement(one).specifier:
            yield f"the requirement {one} takes any version, also one that is not written yet"


def _version_told(facts: Facts) -> Iterator[str]:
    now = Contract.of(facts)
    if facts.before is None or now.version != facts.before.version:
        return
    for change in now.changes_since(facts.before):
        yield f"{change} since version {now.version}, and the version is the same"


def _compatible(facts: Facts) -> Iterator[str]:
    if facts.before is None:
        return
    migrates = facts.code.migrate is not None
    for fault in Contract.of(facts).breaks(facts.before, migrates=migrates):
        yield f"{fault}; raise config_version and write migrate(config, version)"


def _labels(facts: Facts) -> Iterator[str]:
    for name, part in facts.code.form.schema["properties"].items():
        if not part.get("description"):
            yield f"the setting {name} has no help_text"


def _connection(facts: Facts) -> Iterator[str]:
    if facts.code.form.schema["properties"] and "test_connection" not in facts.methods():
        yield "there is no test_connection(ctx), so wrong settings are found out too late"


def _handlers_described(facts: Facts) -> Iterator[str]:
    for handler in facts.handlers.all:
        if handler.kind in ("action", "poll") and not handler.described:
            yield f"{handler.name} has no description ({handler.place})"
        for name, described in (handler.inputs or {}).items():
            if not described:
                yield f"the input {name} of {handler.name} has no description"
    for name, words in facts.code.manifest.events.items():
        if not words:
            yield f"the event {name} has no description"


def _dead_settings(facts: Facts) -> Iterator[str]:
    manifest, read = facts.code.manifest, set(facts.read.keys)
    if facts.read.whole or facts.code.secrets_handed_over:
        return
    http = manifest.http
    used = " ".join(
        (http.base_url, *http.headers.values(), *http.query.values(), *(http.basic or ()))
    )
    verify = {word for one in facts.handlers.of("webhook") for word in one.verify or ()}
    signing_in = {"client_id", "client_secret"} if manifest.oauth else set()
    for name in facts.code.form.schema["properties"]:
        if name not in read | verify | signing_in and f"{{{name}}}" not in used:
            yield f"the setting {name} is declared and never read"


def _dead_inputs(facts: Facts) -> Iterator[str]:
    for handler in facts.handlers.all:
        if handler.whole:
            continue
        for name in handler.inputs or {}:
            if name not in handler.read:
                yield f"{handler.name} never reads its input {name} ({handler.place})"


def _signed(facts: Facts) -> Iterator[str]:
    for handler in facts.handlers.of("webhook"):
        if not handler.verify:
            yield f"the webhook takes what anybody sends; use @webhook(verify=...) ({handler.place})"


def _ended(facts: Facts) -> Iterator[str]:
    ends = "unload" in facts.methods() or any(True for _ in facts.calls("on_unload"))
    for place, _call in facts.calls("Thread", "Timer", "ThreadPoolExecutor"):
        if not ends:
            yield f"starts a thread that neither unload() nor ctx.on_unload ends ({place})"
            return


def _outputs(facts: Facts) -> Iterator[str]:
    for handler in facts.handlers.all:
        if handler.kind in ("action", "poll") and not handler.has_output:
            yield f"{handler.name} declares no output ({handler.place})"


def _documented(facts: Facts) -> Iterator[str]:
    folder = facts.found.folder
    if not facts.code.manifest.docs and not (folder and (folder / "README.md").is_file()):
        yield "the manifest names no docs, and there is no README.md"
    if not facts.code.manifest.category:
        yield "the manifest has no category"


def _tested(facts: Facts) -> Iterator[str]:
    if not facts.tests:
        yield "there is no tests/test_*.py"


def _typed(facts: Facts) -> Iterator[str]:
    for file, node in facts.nodes():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            bare = [
                one.arg
                for one in (*node.args.args, *node.args.kwonlyargs)
                if one.annotation is None and one.arg not in ("self", "cls")
            ]
            if bare or node.returns is None:
                what = ", ".join(bare) or "what it returns"
                yield f"{node.name} does not say the type of {what} ({file.place(node)})"


def _accepted(facts: Facts) -> Iterator[str]:
    if not any("IntegrationAcceptance" in _read(path) for path in facts.tests):
        yield "no test inherits ova.testing.IntegrationAcceptance"


def _own_client(facts: Facts) -> Iterator[str]:
    for name, place in facts.imports().items():
        if any(name == one or name.startswith(f"{one}.") for one in CLIENTS):
            yield f"asks with {name} itself; ctx.fetch keeps credentials out of the code ({place})"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


RULES = (
    Rule("described", Tier.BRONZE, "name, version and description are told", _described),
    Rule(
        "requirements", Tier.BRONZE, "what it imports is required, in known versions", _requirements
    ),
    Rule("version", Tier.BRONZE, "a change of what it promises has a new version", _version_told),
    Rule("compatible", Tier.BRONZE, "settings people gave to the last version work", _compatible),
    Rule("labels", Tier.SILVER, "every setting has a help text", _labels),
    Rule(
        "test-connection", Tier.SILVER, "settings can be tested before they are saved", _connection
    ),
    Rule(
        "handlers-described",
        Tier.SILVER,
        "actions, inputs and events are described",
        _handlers_described,
    ),
    Rule("no-dead-settings", Tier.SILVER, "every setting is read", _dead_settings),
    Rule("no-dead-inputs", Tier.SILVER, "every input is read", _dead_inputs),
    Rule("webhook-verified", Tier.SILVER, "a webhook proves who sends it", _signed),
    Rule("unloads", Tier.SILVER, "what it starts is ended", _ended),
    Rule("outputs", Tier.GOLD, "actions and polls declare their output", _outputs),
    Rule("documented", Tier.GOLD, "there is a page about it, and a category", _documented),
    Rule("tests", Tier.GOLD, "it brings its own tests", _tested),
    Rule("translations", Tier.GOLD, "what it says is there in each of its languages", untranslated),
    Rule("typed", Tier.PLATINUM, "every function tells its types", _typed),
    Rule("acceptance", Tier.PLATINUM, "it passes the hub's acceptance suite", _accepted),
    Rule("ctx-fetch", Tier.PLATINUM, "credentials never pass through its code", _own_client),
)
"""From the lowest tier to the highest."""
