"""Putting a plugin through the rules."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from ova.core import InvalidInput, OvaError, PluginKind
from ova.plugins.check.base import earlier
from ova.plugins.check.contract import RECORD, Contract
from ova.plugins.check.facts import Facts
from ova.plugins.check.faults import ALL
from ova.plugins.check.report import Report, RuleResult, Status
from ova.plugins.check.rules import RULES
from ova.plugins.code import PluginCode, read_code
from ova.plugins.discovery import PluginFolders, find_plugins
from ova.plugins.found import FoundPlugin
from ova.plugins.loader import forget_module
from ova.plugins.record import reason_of

EXEMPTIONS = "quality_scale.yaml"


def check_path(path: Path, base: str | None = None) -> list[Report]:
    """Import and check what lies at a path: one report per integration. Raises InvalidInput.

    It is compared with the version at ``base``, a folder or a commit, else with the one recorded.
    """
    before: Mapping[str, Contract] = {}
    if base is not None:
        with earlier(path, base) as place:
            before = contracts_at(place)
    return [_loaded(one, before.get(one.id)) for one in _found(path)]


def contracts_at(path: Path) -> dict[str, Contract]:
    """Return what the integrations at a path promise, by id. Raises InvalidInput, PluginFault."""
    promised = {}
    for found in _found(path):
        code = read_code(found)
        try:
            promised[found.id] = Contract.of(Facts.of(found, code))
        finally:
            if code.module_name:
                forget_module(code.module_name)
    return promised


def record(path: Path) -> list[Path]:
    """Keep what the integrations in a folder promise, to compare the next version with.

    Returns the files that were written. Raises InvalidInput for a single file: it has no folder.
    """
    if not path.is_dir():
        raise InvalidInput(
            f"{path.name} is a single file.",
            cure="Make it a folder with __init__.py, or compare with --base.",
        )
    promised = contracts_at(path)
    if len(promised) > 1:
        raise InvalidInput(
            f"{path.name} holds several integrations.", cure="Compare them with --base."
        )
    file = path / RECORD
    for contract in promised.values():
        contract.write(file)
    return [file]


def check_plugin(found: FoundPlugin, code: PluginCode, before: Contract | None = None) -> Report:
    """Check a plugin whose code was imported; ``before`` goes over the recorded contract."""
    facts = Facts.of(found, code)
    exempt, faults = _exemptions(found, code)
    file = found.folder / RECORD if found.folder else None
    if before is None and file is not None and file.is_file():
        try:
            before = Contract.read(file)
        except InvalidInput as error:
            faults.append(f"{error.message} {error.cure}")
    facts = replace(facts, before=before)
    for look in ALL:
        faults.extend(look(facts))
    results = []
    for rule in RULES:
        missing = tuple(rule.missing(facts))
        if not missing:
            status, reasons = Status.DONE, missing
        elif rule.name in exempt:
            status, reasons = Status.EXEMPT, (exempt[rule.name],)
        else:
            status, reasons = Status.TODO, missing
        results.append(RuleResult(rule.name, rule.tier, rule.wanted, status, reasons))
    name = code.manifest.name or found.id
    return Report(found.id, name, found.where, tuple(results), tuple(faults))


def _found(path: Path) -> list[FoundPlugin]:
    folders = PluginFolders(packages=False, single=(path.resolve(),))
    found = find_plugins(PluginKind.INTEGRATION, folders)
    if not found:
        raise InvalidInput(
            f"There is no integration at {path}.",
            cure="Name a Python file, or a folder with __init__.py or config.json.",
        )
    return list(found)


def _loaded(found: FoundPlugin, before: Contract | None) -> Report:
    try:
        code = read_code(found)
    except OvaError as error:
        return Report(
            found.id, found.id, found.where, faults=(f"{reason_of(error)}. {error.cure}",)
        )
    try:
        return check_plugin(found, code, before)
    finally:
        if code.module_name:
            forget_module(code.module_name)


def _exemptions(found: FoundPlugin, code: PluginCode) -> tuple[dict[str, str], list[str]]:
    """Return the reason of every exempted rule, and what is wrong with the others."""
    told: dict[str, Any] = dict(code.manifest.quality_scale)
    faults = []
    file = found.folder / EXEMPTIONS if found.folder else None
    if file is not None and file.is_file():
        try:
            read = yaml.safe_load(file.read_text(encoding="utf-8"))
            told |= dict((read or {}).get("rules", {}))
        except (OSError, ValueError, AttributeError, TypeError, yaml.YAMLError) as error:
            faults.append(f"{EXEMPTIONS} cannot be read: {type(error).__name__}")
    exempt = {}
    known = {rule.name for rule in RULES}
    for name, value in told.items():
        status = value.get("status") if isinstance(value, Mapping) else value
        if name not in known:
            faults.append(f"{EXEMPTIONS}: there is no rule {name}")
        elif status == Status.EXEMPT:
            reason = value.get("reason") if isinstance(value, Mapping) else ""
            if isinstance(reason, str) and reason.strip():
                exempt[name] = reason.strip()
            else:
                faults.append(f"{EXEMPTIONS}: the exemption from {name} states no reason")
        elif status not in (Status.DONE, Status.TODO):
            faults.append(f"{EXEMPTIONS}: {name} must be done, todo or exempt with a reason")
    return exempt, faults
