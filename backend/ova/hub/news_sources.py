"""What becomes news: every room that changes something the pages show."""

from typing import TYPE_CHECKING, Any

from ova.core import plan_json
from ova.hub.bus import NewsBus, NewsKind
from ova.hub.skills import SENTENCE

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant


def tell_of_home(hub: "OpenVoiceAssistant", news: NewsBus) -> None:
    """Publish from now on what happens to entities and timers, and what integrations log."""
    hub.platform.journal.subscribe(lambda line: news.publish(NewsKind.LOG, line))
    hub.home.subscribe_places(lambda: news.publish(NewsKind.PLACES, places_of(hub)))
    hub.home.subscribe_places(lambda: news.publish(NewsKind.NAME_FAULTS, {}))
    hub.home.subscribe_names(lambda _names: news.publish(NewsKind.NAME_FAULTS, {}))
    hub.home.subscribe(lambda entity: news.publish(NewsKind.ENTITY, entity.to_json()))
    hub.home.subscribe_removed(
        lambda gone: news.publish(NewsKind.ENTITY_REMOVED, {"id": gone.id, "source": gone.source})
    )
    hub.timers.subscribe(lambda timer: news.publish(NewsKind.TIMER, timer.to_json()))
    hub.schedules.subscribe(lambda plan: news.publish(NewsKind.SCHEDULE, plan_json(plan)))


def places_of(hub: "OpenVoiceAssistant") -> dict[str, Any]:
    """Return the floors and areas in their order, in wire form."""
    return {
        "floors": [floor.to_json() for floor in hub.home.floors()],
        "areas": [area.to_json() for area in hub.home.areas()],
    }


def tell_of_plugins(hub: "OpenVoiceAssistant", news: NewsBus) -> None:
    """Publish from now on what plugins do; called once they are loaded: their first states are no news."""
    for manager in (hub.integration_manager, hub.skill_manager):
        manager.subscribe(lambda info: news.publish(NewsKind.PLUGIN, info.to_json()))
    platform = hub.platform
    platform.events.subscribe(
        lambda event: news.publish(NewsKind.INTEGRATION_EVENT, event.to_json())
    )
    platform.actions.subscribe(lambda run: news.publish(NewsKind.RUN, run.to_json()))
    platform.issues.subscribe(lambda issue: news.publish(NewsKind.ISSUE, issue))


def tell_of_skill_texts(hub: "OpenVoiceAssistant", news: NewsBus) -> None:
    """Publish from now on what people write for skills, and what of it is in force."""

    def changed(text: dict[str, Any]) -> None:
        if text["kind"] == SENTENCE:
            hub.tongues.refresh()
        news.publish(NewsKind.SKILL_TEXT, text)

    hub.skill_texts.subscribe(changed)
    hub.grammar.on_change = lambda: news.publish(NewsKind.GRAMMAR, hub.skill_desk.grammar())


def tell_of_routines(hub: "OpenVoiceAssistant", news: NewsBus) -> None:
    """Publish from now on what happens to routines, and every step of one that runs."""
    hub.routines.subscribe(lambda routine: news.publish(NewsKind.ROUTINE, routine))
