"""Starting a new integration: names, files, and that what is written works at once."""

import ast

import pytest

from ova.core import Conflict, InvalidInput
from ova.plugins.check import Tier, check_path
from ova.plugins.scaffold import Style, generate, parse_name


@pytest.mark.parametrize(
    ("given", "plugin_id", "class_name"),
    [
        ("MyService", "my_service", "MyService"),
        ("my-service", "my_service", "MyService"),
        ("myservice", "myservice", "Myservice"),
        ("Zebbra", "zebbra", "Zebbra"),
        ("MyHTTPService", "my_http_service", "MyHttpService"),
        ("Weather2Go", "weather2_go", "Weather2Go"),
        ("a-1", "a_1", "A1"),
    ],
)
def test_a64_a_name_gives_an_id_and_a_class(given, plugin_id, class_name):
    name = parse_name(given)
    assert (name.id, name.class_name) == (plugin_id, class_name)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "my_service",
        "My-Service",
        "my service",
        "1service",
        "-x",
        "x-",
        "a--b",
        "Füße",
        "../x",
        "a/b",
        "class",
    ],
)
def test_a64_other_names_are_refused_with_the_rule(given, tmp_path):
    with pytest.raises(InvalidInput, match="MyService, my-service or myservice"):
        generate(given, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("style", list(Style))
def test_a22_a_new_integration_loads_and_is_of_the_highest_tier(tmp_path, style):
    folder = generate("MyService", tmp_path, style)
    assert folder == tmp_path / "my_service"
    for file in folder.rglob("*.py"):
        ast.parse(file.read_text())
    (report,) = check_path(folder)
    todo = [(one.rule, one.reasons) for one in report.next]
    assert (report.id, report.name, report.faults, todo) == ("my_service", "My Service", (), [])
    assert report.tier is Tier.PLATINUM


def test_a63_nothing_is_ever_overwritten(tmp_path):
    folder = generate("MyService", tmp_path)
    (folder / "__init__.py").write_text("mine")
    for name in ("MyService", "my-service"):
        with pytest.raises(Conflict, match="is there already"):
            generate(name, tmp_path, Style.CLASS)
    (tmp_path / "lamp.py").write_text("mine")
    with pytest.raises(Conflict, match=r"lamp\.py is there already"):
        generate("lamp", tmp_path)
    assert (folder / "__init__.py").read_text() == "mine"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["lamp.py", "my_service"]
