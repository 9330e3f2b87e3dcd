"""The Lists page in a real browser: written on by two people, ticked off, taken back."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect
from tests.e2e.browsing import PHONE, PLANTED, assert_accessible, assert_fits
from tests.hubs import ServedHub


def test_a_shopping_list_is_made_written_ticked_and_had_back_on_a_phone(
    hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    page = new_context(viewport=PHONE).new_page()
    page.goto("/lists")
    page.get_by_test_id("list-new-shopping").click()
    page.get_by_test_id("dialog-submit").click()
    page.get_by_test_id("list-add").fill("milk, two loaves of bread, eggs")
    page.get_by_test_id("list-add").press("Enter")
    expect(page.get_by_test_id("list-item")).to_have_count(3)

    [shopping] = hub.get("/api/lists")
    hub.post("/api/converse", {"text": "add coffee to the shopping list"})
    hub.post(f"/api/lists/{shopping['id']}/items", {"texts": [PLANTED]})
    expect(page.get_by_test_id("list-item")).to_have_count(5)
    expect(page.get_by_text("Coffee", exact=False).first).to_be_visible()
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("checkbox", name="milk").click()
    expect(page.get_by_test_id("list-clear-done")).to_be_visible()
    handle = page.get_by_role("button", name="eggs").first
    handle.focus()
    handle.press("ArrowUp")
    expect(page.get_by_test_id("list-item").nth(0)).to_contain_text("eggs")

    page.get_by_test_id("list-clear-done").click()
    expect(page.get_by_test_id("list-item")).to_have_count(4)
    page.get_by_test_id("list-undo").click()
    expect(page.get_by_test_id("list-item")).to_have_count(5)

    page.get_by_test_id("list-menu").click()
    page.get_by_role("menuitem", name="Delete the list").click()
    page.get_by_test_id("lists-empty").wait_for()
    page.get_by_test_id("list-undo").click()
    expect(page.get_by_test_id("list-item")).to_have_count(5)
    stored = hub.get(f"/api/lists/{shopping['id']}")
    assert [one["text"] for one in stored["items"] if one["done"]] == ["milk"]
    assert next(one["text"] for one in stored["items"] if not one["done"]) == "eggs"
