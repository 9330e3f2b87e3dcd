"""What is around every page, in a real browser on a real hub."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.e2e.browsing import PHONE, assert_accessible, assert_fits
from tests.hubs import PASSWORD, ServedHub


def test_a_new_page_names_the_tab_takes_the_focus_and_is_reached_by_keyboard(page: Page):
    page.goto("/")
    expect(page).to_have_title(re.compile("^Home"))
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to content")).to_be_focused()

    page.get_by_role("link", name="Integrations", exact=True).first.click()
    expect(page).to_have_title(re.compile("^Integrations · "))
    expect(page.locator("#main")).to_be_focused()
    expect(page.get_by_test_id("page-name")).to_contain_text("Integrations")
    page.get_by_role("link", name=re.compile("Demo Home")).first.click()
    expect(page).to_have_title(re.compile("^Demo Home · Integrations · "))

    page.keyboard.press("1")
    expect(page).to_have_url(re.compile("/$"))
    page.get_by_test_id("home-search").wait_for()
    page.keyboard.press("/")
    expect(page.get_by_test_id("home-search")).to_be_focused()
    page.keyboard.type("2")
    expect(page.get_by_test_id("home-search")).to_have_value("2")


def test_shortcuts_are_listed_and_can_be_switched_off(page: Page):
    page.goto("/")
    page.get_by_test_id("home-page").wait_for()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Search on this page")
    page.get_by_test_id("shortcuts-on").press("Space")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("2")
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    expect(page).to_have_url(re.compile("/$"))


def sign_in(page: Page) -> None:
    page.get_by_test_id("signin-username").fill("anna")
    page.get_by_test_id("signin-password").fill(PASSWORD)
    page.get_by_test_id("signin-submit").click()


def test_who_signs_in_again_comes_back_to_the_same_page(
    new_context: Callable[..., BrowserContext], hub: ServedHub
):
    # A session of its own: it is ended here.
    context = new_context(storage_state=None)
    context.request.post("/api/session", data={"username": "anna", "password": PASSWORD})
    page = context.new_page()
    page.goto("/integrations/demo_home")
    expect(page.get_by_role("heading", name="Demo Home")).to_be_visible()
    context.clear_cookies()
    page.get_by_role("link", name="Schedules", exact=True).first.click()
    sign_in(page)
    expect(page).to_have_url(re.compile("/schedules$"))

    context.clear_cookies()
    page.goto("/integrations/demo_home?once=1")
    sign_in(page)
    expect(page.get_by_role("heading", name="Demo Home")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/integrations/demo_home\?once=1$"))


def test_a_part_that_an_update_took_away_reloads_the_page_once(page: Page):
    page.goto("/")
    page.get_by_test_id("home-page").wait_for()
    asked: list[str] = []

    def missing(route: Route) -> None:
        asked.append(route.request.url)
        route.abort() if len(asked) == 1 else route.continue_()

    page.route(re.compile("/assets/TalkPage-.*js"), missing)
    with page.expect_navigation(url=re.compile("/talk$"), wait_until="load"):
        page.get_by_role("link", name="Talk", exact=True).first.click()
    expect(page.get_by_test_id("talk-input")).to_be_visible()


def test_a_page_that_crashes_shows_words_and_a_way_on_beside_the_menu(page: Page):
    page.goto("/talk")
    page.get_by_test_id("talk-input").wait_for()
    broken = {"on": True}

    def nonsense(route: Route) -> None:
        if broken["on"]:
            route.fulfill(json=[None])
        else:
            route.continue_()

    page.route("**/api/areas", nonsense)
    page.reload()
    page.goto("/")
    expect(page.get_by_test_id("crashed")).to_be_visible()
    expect(page.get_by_role("link", name="Talk", exact=True).first).to_be_visible()
    broken["on"] = False
    page.get_by_role("button", name="Reload the page").click()
    expect(page.get_by_test_id("home-page")).to_be_visible()


def test_a_phone_has_its_menu_at_the_lower_edge(new_context: Callable[..., BrowserContext]):
    page = new_context(viewport=PHONE).new_page()
    page.goto("/")
    page.get_by_test_id("home-page").wait_for()
    page.get_by_role("link", name="Talk", exact=True).click()
    expect(page.get_by_test_id("talk-input")).to_be_visible()
    page.get_by_test_id("nav-more").click()
    menu = page.get_by_role("dialog")
    expect(menu.get_by_role("link", name="Settings")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    menu.get_by_role("link", name="Integrations").click()
    expect(page.get_by_role("heading", level=1, name="Integrations")).to_be_visible()
    expect(menu).to_have_count(0)
