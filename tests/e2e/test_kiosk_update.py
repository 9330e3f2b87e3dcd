"""A tablet on the wall goes over to a newer build of the hub's page by itself."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect
from tests.e2e.browsing import DESK, hearing, launch, watched
from tests.hubs import ServedHub, served_hub, spoken_file, start_hub

import ova

BUILT = Path(__file__).parents[2] / "frontend" / "dist"
LIGHT = "light.kitchen_light"
SAID = (1.5, "okay nabu", 0.7, "turn on the kitchen light")
SET_UP = """
    Object.defineProperty(Document.prototype, 'fullscreenEnabled', { get: () => false });
    if (location.protocol !== 'about:') {
        localStorage.setItem('ova.kiosk-dark-known', 'refused');
        sessionStorage.setItem('loads', Number(sessionStorage.getItem('loads') ?? 0) + 1);
    }
"""
LOADS = "Number(sessionStorage.getItem('loads'))"
LOADED = """() => performance.getEntriesByType('resource')
    .map(({ name }) => new URL(name).pathname).filter((path) => path.startsWith('/assets/'))"""
KEPT = "caches.keys().then((names) => names.filter((name) => name.startsWith('ova-kiosk-')))"
IN_CONTROL = """() => new Promise((done) => {
    const look = () => navigator.serviceWorker.controller !== null && done();
    navigator.serviceWorker.addEventListener('controllerchange', look);
    look();
})"""
KEEPS_NEW = """fetch('/index.html').then((kept) => kept.text())
    .then((page) => page.includes('/assets/new-'))"""
UPDATE = """async () => {
    const known = await navigator.serviceWorker.getRegistration('/kiosk');
    await known.update();
    const coming = known.installing ?? known.waiting;
    await new Promise((done) => {
        const look = () => ['activated', 'redundant'].includes(coming?.state ?? 'redundant') && done();
        coming?.addEventListener('statechange', look);
        look();
    });
    return coming?.state ?? '';
}"""
GET = "(path) => fetch(path, { cache: 'no-store' }).then(({ status }) => status)"


def build(folder: Path, name: str) -> None:
    """Make another build of the page: the same program in files of other names."""
    names = [
        path.name for path in (BUILT / "assets").iterdir() if path.suffix not in (".br", ".gz")
    ]
    known = re.compile(r"(?<![\w.-])(" + "|".join(map(re.escape, names)) + r")(?![\w.-])")
    for path in BUILT.rglob("*"):
        if not path.is_file() or path.suffix in (".br", ".gz"):
            continue
        inside = path.relative_to(BUILT)
        made = folder / (
            inside.with_name(f"{name}-{inside.name}") if path.name in names else inside
        )
        made.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in (".js", ".css", ".html"):
            text = known.sub(rf"{name}-\1", path.read_text())
            made.write_text(re.sub(r"(`\$\{KEPT\}\$\{\")", rf"\g<1>{name}", text))
        else:
            shutil.copy(path, made)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's folder as this hub sees it: the program, and a build of its page of its own."""
    tree = tmp_path_factory.mktemp("project")
    project = Path(ova.__file__).parents[2]
    for name in ("backend", "integrations", "skills", "pyproject.toml"):
        (tree / name).symlink_to(project / name)
    build(tree / "frontend" / "dist", "old")
    return tree


@pytest.fixture(scope="module")
def hub(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(tree / "backend"))
        with served_hub(tmp_path_factory.mktemp("ova") / "home") as served:
            yield served


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium whose microphone hears a command, each time it is opened."""
    heard = tmp_path_factory.mktemp("microphone") / "heard.wav"
    browser = launch(playwright, hearing(spoken_file(heard, *SAID, pad_s=1.0)))
    yield browser
    browser.close()


@pytest.fixture
def tablet(browser: Browser, hub: ServedHub) -> Iterator[Page]:
    """A tablet on the wall that has its night from 4 to 4, which is never, and keeps its page."""
    with watched() as watch:
        context = watch(
            browser.new_context(
                base_url=hub.url, viewport=DESK, locale="en-US", permissions=["microphone"]
            )
        )
        context.add_init_script(SET_UP)
        page = context.new_page()
        page.goto("/kiosk")
        code = page.get_by_test_id("kiosk-code")
        expect(code).to_have_text(re.compile(r"^\w{3}-\w{3}$"))
        (asking,) = hub.get("/api/pairing")
        answer = {"code": code.text_content(), "name": "Hall tablet", "area_id": "kitchen"}
        hub.post(f"/api/pairing/{asking['id']}/accept", answer)
        page.get_by_test_id("kiosk-agree").click()
        page.get_by_test_id("kiosk-mute").click()
        does(page, "muted")
        page.get_by_test_id("kiosk-menu").click()
        for which in ("from", "to"):
            page.get_by_test_id(f"kiosk-night-{which}").select_option("4")
        page.keyboard.press("Escape")
        page.evaluate(IN_CONTROL)
        yield page


def does(page: Page, what: str) -> None:
    """Wait until the tablet does something."""
    expect(page.get_by_test_id("kiosk-state")).to_have_attribute("data-does", what)


def of_tablet(hub: ServedHub) -> dict[str, Any]:
    (known,) = [one for one in hub.get("/api/satellites") if one["name"] == "Hall tablet"]
    return dict(known)


def intents(hub: ServedHub, satellite_id: str) -> list[str]:
    return [run["intent"] for run in hub.get(f"/api/runs?satellite_id={satellite_id}")]


def put(tree: Path, name: str) -> None:
    """Put another build in the place of the hub's."""
    made = tree / "made"
    build(made, name)
    dist = tree / "frontend" / "dist"
    dist.rename(tree / f"before-{name}")
    made.rename(dist)


def test_a_tablet_goes_over_to_a_newer_build_once_nothing_rings_and_nobody_speaks(
    hub: ServedHub, tree: Path, tablet: Page
):
    dist = tree / "frontend" / "dist"
    joined = of_tablet(hub)["id"]
    worker, page = dist / "kiosk-worker.js", dist / "index.html"
    (first,) = tablet.evaluate(KEPT)
    loads = tablet.evaluate(LOADS)
    old = next(path for path in tablet.evaluate(LOADED) if path.startswith("/assets/old-KioskPage"))

    # Half of an update is no build: what is kept stays as it was, in one piece.
    was = worker.read_text(), page.read_text()
    worker.write_text(was[0].replace('${KEPT}${"', '${KEPT}${"half'))
    page.write_text(was[1].replace("/assets/old-", "/assets/half-"))
    assert tablet.evaluate(UPDATE) == "redundant"
    assert tablet.evaluate(KEPT) == [first]
    worker.write_text(was[0])
    page.write_text(was[1])

    hub.post("/api/timers", {"duration_s": 1500, "name": "pasta", "satellite_id": joined})
    alarm = {"kind": "alarm", "name": "Up", "in_s": 1, "satellite_id": joined}
    ringing = hub.post("/api/schedules", alarm)["id"]
    ring = tablet.get_by_test_id("kiosk-ring")
    expect(ring).to_contain_text("Up")
    port = int(hub.url.rpartition(":")[2])
    hub.kill()
    does(tablet, "away")
    put(tree, "new")
    hub.process = start_hub(hub.folder, port=port).process

    # The newer one is there and kept, and waits for what goes on.
    hub.wait(lambda: bool(tablet.evaluate(KEEPS_NEW)))
    expect(ring).to_contain_text("Up")
    assert tablet.evaluate(GET, old) == 200  # a part of the older page that is only needed now
    hub.post(f"/api/entities/{LIGHT}/control", {"service": "turn_off"})
    tablet.get_by_test_id("kiosk-mute").click()  # the recording begins anew
    expect(tablet.get_by_test_id("kiosk")).to_have_attribute("data-phase", "listening")
    assert tablet.evaluate(LOADS) == loads
    hub.post(f"/api/schedules/{ringing}/stop")
    hub.wait(lambda: hub.get(f"/api/entities/{LIGHT}")["state"] == "on")
    hub.wait(lambda: "HassTurnOn" in intents(hub, joined))

    expect(tablet.locator("script[src^='/assets/new-']").first).to_be_attached()
    tablet.get_by_test_id("kiosk-mute").click()
    does(tablet, "muted")
    expect(tablet.get_by_test_id("kiosk-timer")).to_contain_text("pasta")
    assert of_tablet(hub)["id"] == joined
    assert tablet.evaluate("localStorage.getItem('ova.kiosk-night')") == "4-4"
    files = tablet.evaluate(LOADED)
    assert files
    assert [path for path in files if not path.startswith("/assets/new-")] == []

    # Without the hub it is the newer one that is shown, and nothing of the older.
    hub.kill()
    tablet.reload()
    does(tablet, "away")
    assert [path for path in tablet.evaluate(LOADED) if "/new-" not in path] == []
    assert tablet.evaluate(LOADS) == loads + 2  # this one, and once by itself
