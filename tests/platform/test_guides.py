"""Pages about integrations, shown by the hub itself."""

import pytest

CODE = """
    manifest = {"name": "Lamp & Co"}

    def build_integration(config, ova):
        return object()
"""
README = """# Lamp & Co
| you see | do |
|---|---|
| nothing | <script>alert(1)</script> |

[more](javascript:alert(1))
"""
PAGE = "/integration/lamps/docs"


@pytest.fixture
def lamps(house):
    house.write("lamps/__init__.py", CODE)
    house.write("lamps/README.md", README)
    house.write("mute/__init__.py", CODE)
    house.manager.rescan()
    return house


def test_an_integration_shows_its_readme_also_before_it_is_switched_on(lamps):
    shown = lamps.page.get(PAGE)
    assert (shown.status_code, shown.mimetype) == (200, "text/html")
    assert "<title>Lamp &amp; Co - OpenVoiceAssistant</title>" in shown.text
    assert "<h1>Lamp &amp; Co</h1>" in shown.text
    assert "<th>you see</th>" in shown.text


def test_a_readme_is_what_the_card_links_to(lamps):
    assert lamps.good("GET", "/api/integrations/lamps")["docs"] == PAGE
    assert lamps.good("GET", "/api/integrations/mqtt")["docs"] == "/integration/mqtt/docs"
    assert lamps.good("GET", "/api/integrations/mute")["docs"] == ""


def test_what_an_author_writes_runs_nothing(lamps):
    shown = lamps.page.get(PAGE)
    assert "<script>" not in shown.text
    assert "&lt;script&gt;" in shown.text
    assert 'href="javascript' not in shown.text


def test_a_bundled_integration_shows_the_page_of_the_hubs_documents(lamps):
    shown = lamps.page.get("/integration/mqtt/docs")
    assert shown.status_code == 200
    assert "<h2>Troubleshooting</h2>" in shown.text


@pytest.mark.parametrize(("name", "code"), [("mute", "no_guide"), ("nobody", None)])
def test_what_has_no_page_says_so(lamps, name, code):
    refused = lamps.page.get(f"/integration/{name}/docs")
    assert refused.status_code == 404
    assert code is None or refused.json["code"] == code


def test_a_stranger_sees_no_page(lamps):
    assert lamps.app.test_client().get(PAGE).status_code == 401
