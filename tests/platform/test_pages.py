"""Pages of integrations: manage and static files."""

import pytest

PANES = """
    manifest = {"name": "Panes"}

    class Panes:
        def __init__(self, config):
            self.config, self.names = config, []
        def manage(self, request, ctx):
            if request.view == "broken":
                raise ValueError("the box said " + ctx.config["api_key"])
            if request.view == "leak":
                return "<p>" + ctx.config["api_key"] + "</p>"
            if request.view == "odd":
                return 5
            if request.view in ("missing", "faulty", "other", "unsafe"):
                return {"template": {"missing": "no.html", "faulty": "faulty.html",
                                     "other": "../../other/templates/x.html",
                                     "unsafe": "unsafe.html"}[request.view]}
            if request.method == "POST":
                self.names.append(request.form["name"])
                return {"redirect": "list", "added": request.form["name"]}
            return {"template": "panes/panes/list.html", "names": self.names,
                    "view": request.view, "added": request.query.get("added", "")}

    def build_integration(config, ova):
        return Panes(config)
    def default_config():
        return {"api_key": ""}
"""
LIST = """
<form method="post"><input type="hidden" name="csrf_token" value="{{ csrf_token }}">
<input name="name"></form><ul>{% for name in names %}<li>{{ name }}</li>{% endfor %}</ul>
<p>view {{ view }} added {{ added }}</p>
"""
MANAGE = "/integration/panes/manage"
SECRET = "sk-3kk2-9f8e&7d6c"


@pytest.fixture
def panes(house):
    house.write("panes/__init__.py", PANES)
    house.write("panes/templates/panes/list.html", LIST)
    house.write("panes/templates/faulty.html", "line one\n{% if %}")
    house.write("panes/templates/unsafe.html", "{{ ''.__class__.__mro__[1].__subclasses__() }}")
    house.write("panes/static/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    house.write("panes/static/js/page.js", "console.log(1)")
    house.write("panes/private.txt", "not for browsers")
    house.write("other/templates/x.html", "another integration's")
    house.write("other/__init__.py", "def build_integration(config, ova): return object()\n")
    house.manager.rescan()
    house.manager.enable("panes", {"api_key": SECRET})
    house.manager.enable("other")
    return house


def test_a20_get_and_post_both_reach_manage_with_views_and_csrf(panes):
    shown = panes.page.get(f"{MANAGE}?view=list")
    assert (shown.status_code, shown.mimetype) == (200, "text/html")
    assert f'value="{panes.csrf}"' in shown.text
    assert "view list added" in shown.text
    assert "<title>Panes - OpenVoiceAssistant</title>" in shown.text
    assert "script-src 'self'" in shown.headers["Content-Security-Policy"]
    form = {"name": "<b>Desk</b>", "csrf_token": panes.csrf}
    sent = panes.page.post(f"{MANAGE}?view=add", data=form)
    where = "/integration/panes/manage?view=list&added=%3Cb%3EDesk%3C%2Fb%3E"
    assert (sent.status_code, sent.headers["Location"]) == (303, where)
    after = panes.page.get(where)
    assert "<li>&lt;b&gt;Desk&lt;/b&gt;</li>" in after.text
    assert "<b>Desk" not in after.text


@pytest.mark.parametrize("form", [{"name": "x"}, {"name": "x", "csrf_token": "wrong"}])
def test_a20_a_form_without_its_csrf_token_is_refused(panes, form):
    refused = panes.page.post(MANAGE, data=form)
    assert (refused.status_code, refused.json["code"]) == (403, "csrf")
    assert panes.manager.get_integration_module("panes").names == []


def test_a20_a_stranger_sees_no_page_and_no_file(panes):
    stranger = panes.app.test_client()
    for path in (MANAGE, "/integration/panes/static/logo.svg"):
        assert stranger.get(path).status_code == 401
    assert stranger.post(MANAGE, data={"name": "x"}).status_code == 401


def test_a_form_is_taken_by_no_other_route(panes):
    form = {"csrf_token": panes.csrf, "text": "x"}
    assert panes.page.post("/api/converse", data=form).status_code == 403


@pytest.mark.parametrize(
    ("view", "told"),
    [
        ("broken", "ValueError: the box said •••"),
        ("odd", "manage returned a int"),
        ("missing", "there is no template &#x27;no.html&#x27;"),
        ("faulty", "TemplateSyntaxError"),
        ("unsafe", "SecurityError"),
    ],
)
def test_a20_what_goes_wrong_inside_is_a_pane_and_no_stack_trace(panes, view, told):
    shown = panes.page.get(f"{MANAGE}?view={view}")
    assert (shown.status_code, shown.mimetype) == (502, "text/html")
    assert told in shown.text
    assert 'role="alert"' in shown.text
    assert "Traceback" not in shown.text
    assert SECRET not in shown.text


def test_a13_templates_and_files_resolve_under_their_own_id_only(panes):
    shown = panes.page.get(f"{MANAGE}?view=other")
    assert shown.status_code == 502
    assert "another integration" not in shown.text
    logo = panes.page.get("/integration/panes/static/logo.svg")
    assert (logo.status_code, logo.mimetype) == (200, "image/svg+xml")
    assert panes.page.get("/integration/panes/static/js/page.js").status_code == 200
    link = panes.folder / "integrations/panes/static/link.txt"
    link.symlink_to(panes.folder / "integrations/panes/private.txt")
    for name in (
        "../private.txt",
        "%2e%2e/private.txt",
        "..%2fprivate.txt",
        "js/../../private.txt",
        "//etc/passwd",
        "link.txt",
        "none.txt",
        "",
        "a%00b",
    ):
        answer = panes.page.get(f"/integration/panes/static/{name}")
        assert answer.status_code in (404, 308), name
        assert "not for browsers" not in answer.text
    assert panes.page.get("/integration/other/static/logo.svg").status_code == 404


def test_a_page_never_shows_a_secret(panes):
    shown = panes.page.get(f"{MANAGE}?view=leak").text
    assert "<p>•••</p>" in shown


def test_an_integration_without_pages_or_not_loaded_says_so(panes):
    assert panes.page.get("/integration/other/manage").json["code"] == "no_manage_page"
    panes.manager.pause("panes")
    shown = panes.page.get(MANAGE)
    assert (shown.status_code, shown.mimetype) == (503, "text/html")
    assert "not set up" in shown.text
    assert panes.page.get("/integration/panes/static/logo.svg").status_code == 200


def test_a_form_that_is_too_large_is_refused(panes):
    form = {"csrf_token": panes.csrf, "name": "x" * 1_200_000}
    assert panes.page.post(MANAGE, data=form).status_code == 413
