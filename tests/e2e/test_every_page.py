"""What holds for every page: readable by everybody, fits a phone, runs nothing that was planted."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.e2e.browsing import (
    DESK,
    DOCTOR_MS,
    PHONE,
    PLANTED,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
    owner_of,
)
from tests.hubs import PASSWORD, ServedHub

FRONTEND = Path(__file__).parents[2] / "frontend"
ROUTES = FRONTEND / "src" / "app" / "AppRoutes.tsx"
SECTIONS = FRONTEND / "src" / "components" / "settings" / "sections.ts"
PAGE_ROLES = FRONTEND / "src" / "app" / "pageRoles.ts"
NOT_FOR_GUESTS = ("announce", "list-new", "routine-new", "entity-form", "onboarding-banner")
"""What may stand on pages that guests may open, and is for those who live here."""
OTHERWISE = {"setup", "signin", "join", "*"}
"""Pages for strangers, which have tests of their own, and the one for no page."""
PLANTED_SHORT = "<img src=x onerror='window.planted = true'>"
"""As long as the name of a home may be."""
SAMPLES = {
    "lists/:id?": "/lists",
    "skills/:id/:tab?": "/skills/timers",
    "history/:runId?": "/history",
    "schedules/routines/:id": "/schedules/routines/new",
    "satellites/:id": "/satellites/nobody",
    "integrations/:id/:tab?": "/integrations/evil",
}
"""An address of each page that needs more than its name; a new one fails until it is here."""
TEXTS: dict[str, Any] = json.loads((FRONTEND / "src" / "locales" / "de.json").read_text("utf-8"))
BROKEN = f"""
PLANTED = {PLANTED!r}
manifest = {{"name": "Evil " + PLANTED, "description": PLANTED}}


def build_integration(config, ova):
    raise ValueError(PLANTED)
"""


def addresses() -> list[str]:
    """Return an address of every page, read from the routes themselves."""
    found = ["/", "/no-such-page"]
    for path in re.findall(r'<Route path="([^"]+)"', ROUTES.read_text("utf-8")):
        if path == "settings/:section?":
            sections = re.findall(r'\bid: "([^"]+)"', SECTIONS.read_text("utf-8"))
            assert sections
            found += [f"/settings/{section}" for section in sections]
        elif path not in OTHERWISE:
            found.append(SAMPLES[path] if ":" in path else f"/{path}")
    return found


@pytest.fixture(scope="module", autouse=True)
def home(hub: ServedHub) -> None:
    """A home in which everything people name is called like a script."""
    folder = hub.folder / "integrations"
    folder.mkdir(exist_ok=True)
    (folder / "evil.py").write_text(BROKEN)
    hub.post("/api/integrations/rescan")
    hub.ask("POST", "/api/integrations/evil")
    hub.post("/api/areas", {"name": PLANTED})
    hub.call("PATCH", "/api/entities/light.kitchen_light", json={"name": PLANTED})
    hub.post("/api/timers", {"duration_s": 36_000, "name": PLANTED})
    hub.post("/api/schedules", {"kind": "reminder", "text": PLANTED, "in_s": 36_000})
    hub.post("/api/converse", {"text": PLANTED})
    hub.post("/api/converse", {"text": "turn on the bedroom lamp"})


def shown(page: Page, address: str) -> None:
    """Open a page and wait until it is there."""
    page.goto(address)
    page.locator("main h1").first.wait_for()
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=DOCTOR_MS)


def beyond_the_keyboard(page: Page) -> list[str]:
    """Return what of a page is reached by a pointer only."""
    wrong: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("[onclick], [role=button], [role=link]")]
            .filter((one) => one.tabIndex < 0 && !one.closest("[aria-hidden=true]")
                && !["BUTTON", "A", "INPUT"].includes(one.tagName))
            .map((one) => one.outerHTML.slice(0, 200))"""
    )
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement === document.body"):
        wrong.append("Tab reaches nothing")
    return wrong


def keys(texts: dict[str, Any], before: str = "") -> Iterator[str]:
    """Yield every key of the translations as it would be shown raw."""
    for key, value in texts.items():
        if isinstance(value, dict):
            yield from keys(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"


@pytest.mark.parametrize(
    ("viewport", "scheme", "locale"),
    [(DESK, "light", "en-US"), (PHONE, "dark", "de-DE")],
    ids=["desk, light, English", "phone, dark, German"],
)
def test_every_page_is_for_everybody_by_keyboard_too_and_runs_nothing_planted(
    new_context: Callable[..., BrowserContext], viewport, scheme, locale
):
    page = new_context(
        viewport=viewport, color_scheme=scheme, locale=locale, reduced_motion="reduce"
    ).new_page()
    raw = set(keys(TEXTS))
    wrong: list[str] = []
    for address in addresses():
        shown(page, address)
        for check in (assert_fits, assert_accessible, assert_nothing_planted_ran):
            try:
                check(page)
            except AssertionError as error:
                wrong.append(f"{address}: {str(error)[:600]}")
        words = set(re.findall(r"[a-zA-Z]+(?:\.[a-zA-Z_]+)+", page.inner_text("body")))
        wrong += [f"{address} shows the key {key}" for key in sorted(words & raw)]
        wrong += [f"{address}: {one}" for one in beyond_the_keyboard(page)]
    assert wrong == []


@pytest.mark.parametrize(
    ("viewport", "scheme", "locale"),
    [(DESK, "light", "en-US"), (PHONE, "dark", "de-DE")],
    ids=["desk, light, English", "phone, dark, German"],
)
def test_the_pages_before_signing_in_are_for_everybody_too(
    new_context: Callable[..., BrowserContext], hub: ServedHub, viewport, scheme, locale
):
    hub.call("PATCH", "/api/settings", json={"home_name": PLANTED_SHORT})
    invited = hub.post("/api/users", {"name": f"Ben {locale}", "role": "guest"})
    page = new_context(
        storage_state=None,
        viewport=viewport,
        color_scheme=scheme,
        locale=locale,
        reduced_motion="reduce",
    ).new_page()
    raw = set(keys(TEXTS))
    for address, there in (
        ("/signin", "signin-form"),
        (f"/join#{invited['link']['link']}", "join-form"),
        ("/join#nothing", "link-over"),
    ):
        page.goto(address)
        page.get_by_test_id(there).wait_for()
        assert_fits(page)
        assert_accessible(page)
        assert_nothing_planted_ran(page)
        text = page.inner_text("body")
        assert not set(re.findall(r"[a-zA-Z]+(?:\.[a-zA-Z_]+)+", text)) & raw
        assert page.locator("html").get_attribute("lang") == locale[:2]


@pytest.mark.parametrize(
    ("viewport", "locale"), [(DESK, "en-US"), (PHONE, "de-DE")], ids=["desk", "phone, German"]
)
def test_a_guest_sees_what_guests_may_use_and_nothing_fails(
    new_context: Callable[..., BrowserContext], browser: Browser, hub: ServedHub, viewport, locale
):
    name = f"Mia {locale}"
    hub.post("/api/users", {"name": name, "role": "guest", "password": PASSWORD})
    hub.ask("POST", "/api/lists", json={"name": "Shopping", "kind": "shopping"})
    step = {"kind": "command", "text": "turn on the bedroom lamp"}
    hub.ask("POST", "/api/routines", json={"name": "Up", "phrases": ["up we get"], "steps": [step]})
    page = new_context(
        storage_state=owner_of(browser, hub, name),
        viewport=viewport,
        locale=locale,
        reduced_motion="reduce",
    ).new_page()
    refused: list[str] = []
    page.on(
        "response",
        lambda answer: (
            refused.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        ),
    )
    pages = re.search(r"GUEST_PAGES = \[(.*?)\]", PAGE_ROLES.read_text("utf-8"))
    assert pages is not None
    allowed = ["/", *re.findall(r'"([^"]+)"', pages[1])]
    for address in [*allowed, "/schedules/routines"]:
        shown(page, address)
        if address == "/talk":
            page.get_by_test_id("talk-input").fill("turn on the bedroom lamp")
            page.keyboard.press("Enter")
            page.get_by_test_id("talk-reply").and_(page.locator("[data-done=true]")).wait_for()
        if address == "/":
            page.get_by_test_id("home-search").fill("bedroom lamp")
            lamp = page.locator("[data-entity-id='light.bedroom_lamp']")
            lamp.get_by_test_id("entity-details").click()
            page.get_by_test_id("entity-not-yours").wait_for()
        assert_fits(page)
        assert_accessible(page)
        assert page.get_by_role("alert").count() == 0, address
        for theirs in NOT_FOR_GUESTS:
            assert page.get_by_test_id(theirs).count() == 0, (address, theirs)
        targets = page.eval_on_selector_all(
            "a[href^='/']", "links => links.map((one) => one.getAttribute('href'))"
        )
        beyond = [
            one
            for one in targets
            if one != "/" and not any(one.startswith(place) for place in allowed[1:])
        ]
        assert beyond == [], address
    assert refused == []
    for address in ("/history", "/skills", "/integrations", "/satellites", "/settings/people"):
        page.goto(address)
        page.get_by_test_id("not-for-you").wait_for()
        assert_fits(page)
    assert refused == []


@pytest.mark.parametrize("address", ["/", "/schedules", "/api/setup", "/no-such-page"])
def test_the_content_security_policy_lets_no_script_in(hub: ServedHub, address: str):
    answer = requests.get(hub.url + address, timeout=60)
    policy = dict(
        part.strip().split(" ", 1)
        for part in answer.headers["Content-Security-Policy"].split(";")
        if " " in part.strip()
    )
    assert policy["script-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["base-uri"] == "'self'"
    assert "unsafe-eval" not in answer.headers["Content-Security-Policy"]
    assert "<script>" not in answer.text
