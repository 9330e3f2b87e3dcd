"""People, roles and tokens in the settings, in a real browser on a real hub."""

from collections.abc import Callable, Iterator

import pytest
import requests
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.e2e.browsing import (
    PHONE,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
)
from tests.hubs import PASSWORD, ServedHub

PLANTED = "<img src=x onerror='window.planted = true'>"
STRANGER = {"cookies": [], "origins": []}


@pytest.fixture
def only_anna(hub: ServedHub) -> Iterator[None]:
    """Take away who was let in."""
    yield
    for person in hub.get("/api/users"):
        if person["name"] != "anna":
            hub.call("DELETE", f"/api/users/{person['id']}")


def person(page: Page, name: str) -> Locator:
    """The row of somebody."""
    return page.locator(f'[data-testid="person"][data-name="{name}"]')


def order(page: Page, name: str, what: str) -> None:
    """Choose something from the menu of somebody."""
    person(page, name).get_by_role("button").click()
    page.get_by_role("menuitem", name=what, exact=True).click()


def let_in(hub: ServedHub, name: str, role: str) -> str:
    """Let somebody in with a first password; return the id."""
    made = hub.post("/api/users", {"name": name, "role": role, "password": PASSWORD})
    return str(made["user"]["id"])


def cookies_of(hub: ServedHub, name: str) -> dict:
    """Sign somebody in and return what a browser keeps of it."""
    with requests.Session() as session:
        answer = session.post(
            f"{hub.url}/api/session", json={"username": name, "password": PASSWORD}, timeout=60
        )
        assert answer.ok
        value = session.cookies["ova_session"]
    return {
        "cookies": [
            {
                "name": "ova_session",
                "value": value,
                "domain": "127.0.0.1",
                "path": "/",
                "expires": -1,
                "httpOnly": True,
                "secure": False,
                "sameSite": "Lax",
            }
        ],
        "origins": [],
    }


@pytest.mark.usefixtures("only_anna")
def test_somebody_is_let_in_by_a_link_and_shown_out_again(
    page: Page, new_context: Callable[..., BrowserContext]
):
    page.goto("/settings/people")
    page.get_by_test_id("person-add").click()
    page.get_by_test_id("person-name").fill("Ben")
    page.get_by_role("radio", name="Guest").check()
    page.get_by_test_id("dialog-submit").click()
    link = page.get_by_test_id("secret-once").input_value()
    page.get_by_test_id("secret-done").click()
    expect(person(page, "Ben")).to_contain_text("Has not come in yet")

    theirs = new_context(storage_state=STRANGER).new_page()
    theirs.goto(link)
    expect(theirs.get_by_role("heading", name="Hello Ben")).to_be_visible()
    assert_accessible(theirs)
    theirs.get_by_test_id("join-password").fill("short")
    theirs.get_by_test_id("join-submit").click()
    expect(theirs.get_by_text("at least 8 characters").first).to_be_visible()
    theirs.get_by_test_id("join-password").fill(PASSWORD)
    theirs.get_by_test_id("join-repeat").fill(PASSWORD)
    theirs.get_by_test_id("join-submit").click()
    expect(theirs.get_by_role("link", name="Talk").first).to_be_visible()
    expect(theirs.get_by_role("link", name="Settings")).to_have_count(0)
    expect(person(page, "Ben")).not_to_contain_text("Has not come in yet")

    again = new_context(storage_state=STRANGER).new_page()
    again.goto(link)
    expect(again.get_by_role("heading", name="This link is over")).to_be_visible()

    theirs.goto("/settings/people")
    expect(theirs.get_by_test_id("not-for-you")).to_be_visible()
    theirs.goto("/integrations")
    expect(theirs.get_by_test_id("not-for-you")).to_be_visible()

    order(page, "Ben", "Remove")
    page.get_by_test_id("confirm").click()
    expect(person(page, "Ben")).to_have_count(0)
    expect(theirs.get_by_test_id("signin-again")).to_be_visible()


@pytest.mark.usefixtures("only_anna")
def test_a_role_changes_for_pages_that_are_open(
    page: Page, hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    let_in(hub, "Carla", "adult")
    theirs = new_context(storage_state=cookies_of(hub, "Carla")).new_page()
    theirs.goto("/settings/tokens")
    expect(theirs.get_by_test_id("tokens")).to_be_visible()
    expect(theirs.get_by_role("link", name="People")).to_have_count(0)

    page.goto("/settings/people")
    order(page, "Carla", "Name and role")
    page.get_by_test_id("person-name").fill("Carlotta")
    page.get_by_role("radio", name="Guest").check()
    page.get_by_test_id("dialog-submit").click()

    expect(person(page, "Carlotta").get_by_test_id("role")).to_have_text("Guest")
    expect(theirs.get_by_test_id("not-for-you")).to_be_visible()


@pytest.mark.usefixtures("only_anna")
def test_the_second_of_two_who_edit_is_told(page: Page, hub: ServedHub):
    dora = let_in(hub, "Dora", "guest")
    page.goto("/settings/people")
    order(page, "Dora", "Name and role")
    page.get_by_test_id("person-name").fill("Dorothea")

    hub.call("PATCH", f"/api/users/{dora}", json={"name": "Dori"})
    expect(person(page, "Dori")).to_have_count(1)
    page.get_by_test_id("dialog-submit").click()

    expect(page.get_by_test_id("changed-meanwhile")).to_be_visible()
    page.get_by_test_id("take-theirs").click()
    expect(page.get_by_test_id("person-name")).to_have_value("Dori")
    page.get_by_test_id("person-name").fill("Dorothea")
    page.get_by_test_id("dialog-submit").click()
    expect(person(page, "Dorothea")).to_be_visible()


@pytest.mark.usefixtures("only_anna")
def test_the_last_owner_stays_and_the_page_says_why(page: Page):
    page.goto("/settings/people")
    order(page, "anna", "Remove")
    page.get_by_test_id("confirm").click()

    expect(page.get_by_role("alert")).to_contain_text("only owner")
    expect(person(page, "anna")).to_be_visible()


@pytest.mark.usefixtures("only_anna")
def test_a_token_is_shown_once_and_deleted(page: Page, hub: ServedHub):
    page.goto("/settings/tokens")
    page.get_by_test_id("token-add").click()
    page.get_by_test_id("token-name").fill("kitchen panel")
    page.get_by_role("radio", name="Guest").check()
    page.get_by_test_id("dialog-submit").click()
    secret = page.get_by_test_id("secret-once").input_value()
    page.get_by_test_id("secret-done").click()

    mine = page.locator('[data-testid="token"][data-name="kitchen panel"]')
    expect(mine).to_contain_text("never used")
    expect(mine.get_by_test_id("role")).to_have_text("Guest")

    def asked(path: str) -> int:
        headers = {"Authorization": f"Bearer {secret}"}
        return requests.get(f"{hub.url}{path}", headers=headers, timeout=60).status_code

    assert asked("/api/entities") == 200
    assert asked("/api/settings") == 403
    expect(mine).not_to_contain_text("never used")

    mine.get_by_role("button", name="Delete the token kitchen panel").click()
    page.get_by_test_id("confirm").click()
    expect(mine).to_have_count(0)
    assert asked("/api/entities") == 401


@pytest.mark.usefixtures("only_anna")
def test_ones_own_password_is_changed(hub: ServedHub, new_context: Callable[..., BrowserContext]):
    let_in(hub, "Emil", "guest")
    page = new_context(storage_state=cookies_of(hub, "Emil")).new_page()
    page.goto("/settings/account")
    page.get_by_test_id("password-old").fill("not the old one")
    page.get_by_test_id("password-new").fill("a quite new one")
    page.get_by_test_id("password-repeat").fill("a quite new one")
    page.get_by_test_id("password-save").click()
    expect(page.get_by_role("alert")).to_contain_text("old password is wrong")

    page.get_by_test_id("password-old").fill(PASSWORD)
    page.get_by_test_id("password-save").click()
    expect(page.get_by_test_id("password-changed")).to_be_visible()
    page.reload()
    expect(page.get_by_test_id("own-password")).to_be_visible()


@pytest.mark.usefixtures("only_anna")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_a_phone_and_are_accessible(
    scheme: str, hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    planted = hub.post("/api/tokens", {"name": PLANTED})
    let_in(hub, "Maximiliane Konstantinopolitanische-Dudelsackpfeiferin", "adult")
    page = new_context(viewport=PHONE, color_scheme=scheme, locale="de-DE").new_page()
    page.goto("/settings")
    page.get_by_role("link", name="Personen").click()
    for section in ("people", "tokens", "account", "api", "about"):
        page.goto(f"/settings/{section}")
        page.get_by_test_id(f"settings-{section}").wait_for()
        if section == "people":
            person(page, "anna").wait_for()
        if section == "tokens":
            expect(page.get_by_text(PLANTED)).to_be_visible()
        assert_fits(page)
        assert_accessible(page)
        assert_nothing_planted_ran(page)
    hub.call("DELETE", f"/api/tokens/{planted['id']}")
