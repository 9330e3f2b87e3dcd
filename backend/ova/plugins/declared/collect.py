"""From an author's object to its capabilities, whatever style it is written in."""

import inspect
from collections.abc import Callable
from typing import Any

from ova.core import Changes
from ova.plugins.declared.action import ActionDef
from ova.plugins.declared.calling import adapted, model_of
from ova.plugins.declared.capabilities import Capabilities
from ova.plugins.declared.data import DataDef
from ova.plugins.declared.poll import PollDef
from ova.plugins.declared.schema import schema_check
from ova.plugins.declared.webhook import WebhookDef
from ova.plugins.errors import PluginFault
from ova.plugins.manifest import Manifest
from ova.plugins.marks import marked, marked_methods
from ova.sdk import BaseIntegration, Integration
from ova.sdk.marks import (
    ACTION_MARK,
    CONTROL_MARK,
    DATA_MARK,
    POLL_MARK,
    WEBHOOK_MARK,
    ActionMark,
    DataMark,
    PollMark,
    WebhookMark,
    phrases_by_language,
    span_s,
)

ANY_DOMAIN = ""


def capabilities_of(built: Any, manifest: Manifest) -> Capabilities:
    """Return what an integration's object can do. Raises PluginFault for what cannot work."""
    handlers = built if isinstance(built, Integration) else None
    if handlers is not None:
        _refuse_undeclared(handlers.action_handlers, manifest.actions, "action")
        _refuse_undeclared(handlers.polling_handlers, manifest.polling_triggers, "polling trigger")
    actions = _actions(built, manifest)
    polls = _polls(built, manifest)
    problems = [
        f"declares the action {n} without code" for n in manifest.actions if n not in actions
    ]
    problems += [
        f"declares the trigger {n} without code"
        for n in manifest.polling_triggers
        if n not in polls
    ]
    events = dict(manifest.events)
    if isinstance(built, BaseIntegration):
        events |= {spec.name: spec.description for spec in built.events}
    return Capabilities(
        actions=actions,
        polls=polls,
        webhook=_webhook(built),
        data=_data(built),
        events=events,
        controls=_controls(built),
        problems=tuple(problems),
    )


def _actions(built: Any, manifest: Manifest) -> dict[str, ActionDef]:
    found: dict[str, ActionDef] = {}
    for mark, method in marked(built, ACTION_MARK, ActionMark):
        name = mark.name or method.__name__
        told = manifest.actions.get(name)
        given = mark.input or model_of(method) or (told.input_schema if told else None)
        wanted = mark.output or (told.output_schema if told else None)
        _add(
            found,
            ActionDef(
                name,
                mark.description or (told.description if told else "") or _summary(method),
                schema_check(given, f"the input of {name}"),
                schema_check(wanted, f"the output of {name}") if wanted else None,
                adapted(method, 1),
                mark.phrases or phrases_by_language(told.phrases if told else ()),
                mark.risky or bool(told and told.risky),
                mark.together,
                Changes(mark.changes or (told.changes if told else "") or Changes.THINGS),
                mark.affects,
            ),
        )
    if isinstance(built, Integration):
        for name, handler in built.action_handlers.items():
            told = manifest.actions[name]
            _add(
                found,
                ActionDef(
                    name,
                    told.description,
                    schema_check(told.input_schema),
                    schema_check(told.output_schema) if told.output_schema else None,
                    adapted(_method(handler, "execute"), 1),
                    phrases_by_language(told.phrases),
                    told.risky,
                    changes=Changes(told.changes or Changes.THINGS),
                ),
            )
    if isinstance(built, BaseIntegration):
        for spec in built.actions:
            named = getattr(built, spec.handler, None)
            if not callable(named):
                raise PluginFault(
                    "An action has no code.",
                    reason=f"the action {spec.name} names the method {spec.handler}, which is not there",
                    cure="Correct the handler's name in ActionSpec, or write the method.",
                )
            check = schema_check(spec.model)
            back = schema_check(spec.output, f"the output of {spec.name}") if spec.output else None
            run = adapted(named, 1)
            said = phrases_by_language(spec.phrases)
            changes = _changes(spec.name, spec.changes)
            _add(
                found,
                ActionDef(
                    *(spec.name, spec.description, check, back, run, said, spec.risky),
                    changes=changes,
                ),
            )
    return found


def _changes(name: str, told: str) -> Changes:
    try:
        return Changes(told)
    except ValueError:
        raise PluginFault(
            "An action says oddly what it changes.",
            reason=f"the action {name} changes {told!r}",
            cure="Write nothing, things or anything.",
        ) from None


def _polls(built: Any, manifest: Manifest) -> dict[str, PollDef]:
    found: dict[str, PollDef] = {}
    for mark, method in marked(built, POLL_MARK, PollMark):
        name = mark.name or method.__name__
        told = manifest.polling_triggers.get(name)
        wanted = mark.output or (told.output_schema if told else None)
        found[name] = PollDef(
            name,
            mark.description or (told.description if told else "") or _summary(method),
            mark.every_s,
            schema_check(mark.input or (told.input_schema if told else None)),
            schema_check(wanted) if wanted else None,
            adapted(method, 2),
        )
    if isinstance(built, Integration):
        for name, handler in built.polling_handlers.items():
            told = manifest.polling_triggers[name]
            found[name] = PollDef(
                name,
                told.description,
                span_s(told.polling_interval),
                schema_check(told.input_schema),
                schema_check(told.output_schema) if told.output_schema else None,
                adapted(_method(handler, "poll"), 2),
            )
    return found


def _webhook(built: Any) -> WebhookDef | None:
    answer = getattr(built, "webhook_challenge", None)
    for mark, method in marked(built, WEBHOOK_MARK, WebhookMark):
        return WebhookDef.of(method, answer, mark.verify, mark.max_bytes, mark.challenge)
    named = getattr(built, "handle_webhook", None)
    return WebhookDef.of(named, answer) if callable(named) else None


def _data(built: Any) -> DataDef | None:
    endpoints = getattr(built, "get_data_endpoints", None)
    listed = adapted(endpoints, 0) if callable(endpoints) else None
    for mark, method in marked(built, DATA_MARK, DataMark):
        return DataDef(adapted(method, 1), listed, mark.cache_s)
    named = getattr(built, "get_data", None)
    return DataDef(adapted(named, 1), listed, span_s("10m")) if callable(named) else None


def _controls(built: Any) -> dict[str, Callable[..., Any]]:
    controls: dict[str, Callable[..., Any]] = {}
    for domains, method in marked_methods(built, CONTROL_MARK):
        for domain in domains or (ANY_DOMAIN,):
            controls.setdefault(domain, method)
    named = getattr(built, "control", None)
    if callable(named) and not controls:
        controls[ANY_DOMAIN] = named
    return controls


def _add(found: dict[str, ActionDef], action: ActionDef) -> None:
    if action.name in found:
        raise PluginFault(
            "Two actions have one name.",
            reason=f"the action {action.name} is declared twice",
            cure="Rename one of them.",
        )
    found[action.name] = action


def _method(handler: Any, name: str) -> Callable[..., Any]:
    """Return what carries out: the function itself, or the method of an object of the class."""
    if not inspect.isclass(handler):
        return handler if callable(handler) else getattr(handler, name)  # type: ignore[no-any-return]  # an author's object
    return getattr(handler(), name)  # type: ignore[no-any-return]  # as above


def _refuse_undeclared(handlers: dict[str, Any], declared: dict[str, Any], noun: str) -> None:
    for name in handlers:
        if name not in declared:
            known = ", ".join(declared) or "none"
            raise PluginFault(
                "The code does not fit config.json.",
                reason=f"ConfigurationError: the {noun} {name!r} is not declared in config.json",
                cure=f"Declare it there, or use one of: {known}.",
            )


def _summary(method: Callable[..., Any]) -> str:
    return (getattr(method, "__doc__", None) or "").strip().partition("\n")[0]
