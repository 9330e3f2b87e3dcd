"""The satellite as a service of its user, and its update in place: real units, environments, packages."""

import base64
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.hubs import ova
from tests.peers import require

from ova.satellite.errors import SatelliteError
from ova.satellite.pin_store import PinStore
from ova.satellite.service import Environment, KeptOptions, Standing, Update, UserService
from ova.satellite.service.options import as_arguments
from ova.satellite.service.unit import quoted, unit_text
from ova.satellite.token_store import TokenStore

SYSTEMCTL = """#!/bin/sh
echo "$@" >> "$OVA_TEST_CALLS"
case "$2" in show) echo "ActiveState=active"; echo "NRestarts=0";; esac
"""
"""Stands in for a systemd that does not run where tests do; it writes down what it is told."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "systemctl").write_text(SYSTEMCTL)
    (tools / "systemctl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("OVA_TEST_CALLS", str(tmp_path / "calls"))
    return tmp_path


def calls(home: Path) -> list[str]:
    return (home / "calls").read_text().splitlines()


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path):
    program = require("systemd-analyze", "units are checked by systemd itself")
    command = [sys.executable, "-m", "ova.cli", "satellite", "--name=Bad $HOME 50 %h \"Ü\" 'x'"]
    unit = tmp_path / "ova-satellite.service"
    unit.write_text(unit_text(command, {"OVA_HOME": "/a b"}), encoding="utf-8")
    done = subprocess.run(
        [program, "--user", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stderr.splitlines() if "ova-satellite" in line] == []
    assert 'Environment="OVA_HOME=/a b"' in unit.read_text(encoding="utf-8")
    assert quoted("a%$b") == '"a%%$$b"'


def test_it_is_installed_started_shown_and_taken_away(home: Path):
    state, unit = home / "state", home / "config" / "systemd" / "user" / "ova-satellite.service"
    first = ova(state, "satellite", "install", "--no-join", "--area", "Kitchen", "--wake", "alexa")
    assert first.returncode == 0, first.stderr
    again = ova(state, "satellite", "install", "--no-join", "--name", "Tea & 50 %")
    assert again.returncode == 0, again.stderr
    assert calls(home)[-3:] == [
        "--user daemon-reload",
        "--user enable ova-satellite.service",
        "--user restart ova-satellite.service",
    ]
    line = next(x for x in unit.read_text().splitlines() if x.startswith("ExecStart="))
    command = shlex.split(line.removeprefix("ExecStart=").replace("%%", "%"))
    assert command[4:] == ["--area=Kitchen", "--wake=alexa", "--name=Tea & 50 %"]
    assert f"OVA_HOME={state}" in unit.read_text()

    shown = ova(state, "satellite", "status")
    assert shown.returncode == 0, shown.stderr
    assert "active" in shown.stdout
    assert "Kitchen" in shown.stdout

    gone = ova(state, "satellite", "uninstall", "--forget")
    assert gone.returncode == 0, gone.stderr
    assert not unit.exists()
    assert "--user disable --now ova-satellite.service" in calls(home)
    assert KeptOptions(state).get() == {}
    assert ova(state, "satellite", "status").returncode == 0  # the stand-in says it is active


def test_trusting_a_hub_anew_forgets_its_certificate_and_its_token(home: Path):
    state = home / "state"
    assert ova(state, "satellite", "install", "--no-join", "--area", "Kitchen").returncode == 0
    TokenStore(state).keep("hub", "ova_sat_1")
    PinStore(state).keep("hub", "00ff")
    done = ova(state, "satellite", "trust", "--no-join")
    assert done.returncode == 0, done.stderr
    assert TokenStore(state).get("hub") is None
    assert PinStore(state).get("hub") == ""
    told = calls(home)
    assert told[told.index("--user stop ova-satellite.service") :][-1] == (
        "--user restart ova-satellite.service"
    )
    assert KeptOptions(state).get() == {"area": "Kitchen"}


def test_the_command_of_the_unit_runs(home: Path):
    state, unit = home / "state", home / "config" / "systemd" / "user" / "ova-satellite.service"
    assert ova(state, "satellite", "install", "--no-join", "--hub", "127.0.0.1:9").returncode == 0
    line = next(x for x in unit.read_text().splitlines() if x.startswith("ExecStart="))
    command = shlex.split(line.removeprefix("ExecStart="))
    done = subprocess.run(
        [*command, "--wav", "/no/such.wav"],
        env={**os.environ, "OVA_HOME": str(state)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "/no/such.wav" in done.stderr


def test_where_systemd_does_not_run_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    service = UserService(tmp_path / "units")
    with pytest.raises(SatelliteError, match="no systemd"):
        service.install(["ova"], {})
    assert service.standing() == Standing(True, "unknown")
    service.uninstall()
    assert not service.installed


def test_options_are_kept_and_written_as_arguments(tmp_path: Path):
    kept = KeptOptions(tmp_path / "state")
    assert kept.get() == {}
    kept.keep({"wake": ["alexa", "okay_nabu"], "insecure": True, "sensitivity": 0.7, "name": "A b"})
    assert as_arguments(kept.get()) == [
        "--wake=alexa",
        "--wake=okay_nabu",
        "--insecure",
        "--sensitivity=0.7",
        "--name=A b",
    ]
    (tmp_path / "state" / "satellite-options.json").write_text("{half")
    assert kept.get() == {}


PROGRAM = """
import sys
{broken}
assert sys.argv[1:] == ["satellite", "check"], sys.argv
import beside
print("{version}")
"""


def wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> None:
    """Write a package as pip takes it; ``files`` are its modules."""
    info = f"{name}-{version}.dist-info"
    metadata = (
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nProvides-Extra: satellite\n"
    )
    tags = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    everything = {**files, f"{info}/METADATA": metadata, f"{info}/WHEEL": tags}
    digests = {
        path: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        for path, text in everything.items()
    }
    record = "".join(
        f"{path},sha256={digests[path]},{len(everything[path])}\n" for path in everything
    )
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as file:
        for path, text in {**everything, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            file.writestr(path, text)


def release(folder: Path, version: str, broken: str = "") -> None:
    program = PROGRAM.format(version=version, broken=broken)
    files = {"ova/__init__.py": "", "ova/cli/__init__.py": "", "ova/cli/__main__.py": program}
    wheel(folder, "openvoiceassistant", version, files)


class Watched(UserService):
    """A service whose fate is told beforehand."""

    def __init__(self, folder: Path, *fates: str) -> None:
        super().__init__(folder)
        self.unit.parent.mkdir(parents=True, exist_ok=True)
        self.unit.write_text("")
        self.fates = list(fates)
        self.started = 0

    def restart(self) -> None:
        self.started += 1

    def standing(self) -> Standing:
        return Standing(True, self.fates.pop(0) if len(self.fates) > 1 else self.fates[0])


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give a real environment with version 1.0 and a package of somebody else, and the shop."""
    folder = tmp_path_factory.mktemp("update")
    shop, prefix = folder / "shop", folder / "env"
    shop.mkdir()
    release(shop, "1.0")
    wheel(shop, "beside", "1", {"beside.py": ""})
    subprocess.run([sys.executable, "-m", "venv", str(prefix)], check=True)
    subprocess.run(
        [
            *(str(prefix / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-index"),
            *("--find-links", str(shop), "openvoiceassistant[satellite]==1.0", "beside"),
        ],
        check=True,
    )
    return prefix, shop


@pytest.fixture
def environment(installed: tuple[Path, Path], tmp_path: Path) -> Environment:
    prefix = tmp_path / "env"
    shutil.copytree(installed[0], prefix, symlinks=True)
    (packages,) = prefix.glob("lib/python*/site-packages")
    return Environment(prefix, packages)


def updated(environment: Environment, shop: Path, service: UserService, version: str = "") -> str:
    update = Update(environment, service, lambda _text: None, wait=lambda _seconds: None)
    index = ["--no-index", "--find-links", str(shop)]
    return update.from_index(f"openvoiceassistant[satellite]{version}", index).after


def left_over(environment: Environment) -> list[str]:
    places = [*environment.prefix.iterdir(), *environment.packages.parent.iterdir()]
    return [path.name for path in places if ".ova" in path.name]


def test_a_new_version_is_tried_taken_over_and_started(
    installed: tuple[Path, Path], environment: Environment, tmp_path: Path
):
    shop = tmp_path / "shop"
    shutil.copytree(installed[1], shop)
    service = Watched(tmp_path / "units", "active")
    assert updated(environment, shop, service) == "1.0", "nothing is new"
    release(shop, "2.0")
    assert updated(environment, shop, service) == "2.0"
    assert environment.check() == "2.0"
    assert service.started == 1
    assert left_over(environment) == []


@pytest.mark.parametrize(
    ("broken", "fates"),
    [
        ("raise SystemExit('it does not work here')", ["active"]),
        ("import a_package_that_is_missing", ["active"]),
        ("", ["active", "active", "failed"]),
    ],
)
def test_a_new_version_that_does_not_work_leaves_the_old_one(
    broken: str,
    fates: list[str],
    installed: tuple[Path, Path],
    environment: Environment,
    tmp_path: Path,
):
    shop = tmp_path / "shop"
    shutil.copytree(installed[1], shop)
    release(shop, "3.0", broken)
    service = Watched(tmp_path / "units", *fates)
    with pytest.raises(SatelliteError):
        updated(environment, shop, service)
    assert environment.check() == "1.0"
    assert service.started == (2 if fates[-1] == "failed" else 0), "the old one is started again"
    assert left_over(environment) == []


def test_without_a_network_the_update_fails_and_the_old_one_stays(
    environment: Environment, tmp_path: Path
):
    with pytest.raises(SatelliteError, match="pip install"):
        updated(environment, tmp_path / "nowhere", Watched(tmp_path / "units", "active"), "==9.0")
    assert environment.check() == "1.0"


def test_the_systems_own_python_is_not_changed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    with pytest.raises(SatelliteError, match="own Python"):
        Environment.here()
