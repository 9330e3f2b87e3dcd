"""Models in the running hub: jobs with progress, one per model, that outlive a restart."""

import queue
import shutil

import pytest
from tests.engines.models.mirrors import (
    NAME,
    PIPER,
    TINY,
    VOICE,
    list_vosk,
    make_mirror,
    pack,
    served,
)
from tests.hubs import hub_in_process

from ova.core import NotFound
from ova.engines import EspeakVoice, write_wav
from ova.engines.models import Installer, ModelInUse, NoSuchModel, Shelf, Upstream
from ova.hub.models import Models, model_use
from ova.hub.settings import HomeSettings

WAIT_S = 60


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The tiny Vosk model as its publisher would give it."""
    return pack(TINY, tmp_path_factory.mktemp("zip") / f"{NAME}.zip", NAME)


@pytest.fixture
def mirror(tmp_path, archive):
    return make_mirror(tmp_path / "mirror", archive)


class Watched:
    """Models with the news they give."""

    def __init__(self, folder, url="http://127.0.0.1:9", in_use=lambda _model: ""):
        self.news = queue.Queue()
        installer = Installer(Shelf(folder), Upstream(url), pause_s=0.01)
        self.models = Models(folder, self.news.put, in_use, installer=installer)
        self.changes = []
        self.models.subscribe(lambda model, change: self.changes.append((model.id, change)))
        self.models.start()

    def until(self, wanted):
        """Return all news up to the first the function takes."""
        seen = []
        while not seen or not wanted(seen[-1]):
            seen.append(self.news.get(timeout=WAIT_S))
        return seen

    def end_of(self, job):
        """Return the job when it is over and all about it is done."""
        self.until(lambda one: one["id"] == job["id"] and one["state"] != "running")
        for thread in self.models._threads:
            thread.join(WAIT_S)
        return self.models.job(job["id"])


@pytest.fixture
def watch(tmp_path):
    """Return a function that opens the models of one folder; all are closed afterwards."""
    made = []

    def open_models(*args, **options):
        watched = Watched(tmp_path / "models", *args, **options)
        made.append(watched.models)
        return watched

    yield open_models
    for models in made:
        models.close()


def test_an_install_tells_every_step_and_percent_and_ends_once(watch, mirror):
    with served(mirror) as server:
        hub = watch(server.url)
        job = hub.models.install(NAME)
        news = hub.until(lambda one: one["state"] != "running")

    steps = list(dict.fromkeys(one["step"] for one in news if one["step"]))
    downloads = [one for one in news if one["step"] == "download"]
    assert {one["id"] for one in news} == {job["id"]}
    assert steps == ["look_up", "download", "verify", "unpack", "try"]
    assert 2 <= len(downloads) <= 102
    assert downloads[-1]["bytes"] == downloads[-1]["total_bytes"] > 100_000
    assert [one["state"] for one in news].count("done") == 1
    assert news[-1]["model_id"] == NAME


def test_what_is_installed_stands_in_the_list_and_is_told_to_subscribers(watch, mirror):
    with served(mirror) as server:
        hub = watch(server.url)
        hub.end_of(hub.models.install(NAME))
        hub.end_of(hub.models.install(VOICE))

    rows = {row["id"]: row for row in hub.models.all()}
    assert rows[NAME]["installed"]
    assert rows[NAME]["disk_bytes"] > 400_000
    assert rows[VOICE]["language"] == "en-US"
    assert not rows["vosk-model-small-de-0.15"]["installed"]
    assert rows["vosk-model-small-de-0.15"]["licence"] == "Apache-2.0"
    assert {row["id"] for row in hub.models.all("piper", "en")} >= {VOICE, "en_US-ryan-medium"}
    assert {row["kind"] for row in hub.models.all("piper")} == {"piper"}
    assert hub.changes == [(NAME, "installed"), (VOICE, "installed")]


def test_a_model_is_installed_once_however_often_it_is_asked_for(watch, mirror):
    with served(mirror, "stall=60000") as server:
        hub = watch(server.url)
        first = hub.models.install(NAME)
        hub.until(lambda one: one["bytes"] > 0)
        second = hub.models.install(NAME)
        hub.models.cancel(first["id"])
        server.kill()
        ended = hub.end_of(first)

    assert second["id"] == first["id"]
    assert ended["state"] == "stopped"
    assert len(hub.models.jobs()) == 1


def test_a_stopped_job_keeps_its_bytes_and_is_not_begun_again(watch, mirror):
    with served(mirror, "stall=60000") as server:
        hub = watch(server.url)
        job = hub.models.install(NAME)
        hub.until(lambda one: one["bytes"] > 40_000)
        hub.models.cancel(job["id"])
        server.kill()
        hub.end_of(job)
        hub.models.close()

    again = watch()
    assert again.models.jobs() == []
    assert again.models.shelf.partial(NAME).is_dir()


def test_a_job_that_a_stop_of_the_hub_ended_goes_on_with_the_next_start(watch, mirror):
    with served(mirror, "stall=60000") as server:
        hub = watch(server.url)
        hub.models.install(NAME)
        hub.until(lambda one: one["bytes"] > 40_000)
        server_port = server.port
        hub.models.close()
        server.kill()
    for thread in hub.models._threads:
        thread.join(WAIT_S)

    with served(mirror, port=server_port) as server:
        again = watch(server.url)
        (job,) = again.models.jobs()
        ended = again.end_of(job)
        asked = server.kill()

    assert ended["state"] == "done"
    assert any(f"/vosk/{NAME}.zip bytes=49152-" in line for line in asked)
    assert list(again.models.shelf.partials.iterdir()) == []


def test_a_failed_job_tells_the_error_and_its_cure(watch, mirror):
    list_vosk(mirror, md5="0" * 32)
    with served(mirror) as server:
        hub = watch(server.url)
        ended = hub.end_of(hub.models.install(NAME))

    assert ended["state"] == "failed"
    assert ended["error"]["code"] == "wrong_checksum"
    assert ended["error"]["cure"]
    assert hub.changes == []
    assert watch().models.jobs() == []


def test_an_uploaded_archive_is_installed_and_deleted(watch, archive):
    hub = watch()
    folder = hub.models.upload_folder(archive.stat().st_size)
    shutil.copy(archive, folder / "kitchen.zip")

    ended = hub.end_of(hub.models.install_upload(folder / "kitchen.zip", "en-GB"))

    assert (ended["state"], ended["model_id"]) == ("done", NAME)
    assert hub.models.get(NAME)["language"] == "en-GB"
    assert not folder.exists()


def test_an_upload_that_a_power_cut_ended_is_cleared_away(watch):
    folder = watch().models.upload_folder(1)
    (folder / "half.zip").write_bytes(b"PK")

    watch()

    assert not folder.exists()


def test_a_model_in_use_is_removed_only_by_force(watch, mirror):
    with served(mirror) as server:
        hub = watch(server.url, in_use=lambda model: "it hears" if model.id == NAME else "")
        hub.end_of(hub.models.install(NAME))

    with pytest.raises(ModelInUse) as refusal:
        hub.models.remove(NAME)
    still = hub.models.get(NAME)
    hub.models.remove(NAME, force=True)

    assert "it hears" in refusal.value.message
    assert "--force" in refusal.value.cure
    assert (still["installed"], still["in_use"]) == (True, "it hears")
    assert hub.changes[-1] == (NAME, "removed")
    with pytest.raises(NoSuchModel):
        hub.models.get(NAME)


def test_a_model_that_is_being_installed_is_not_removed(watch, mirror):
    with served(mirror, "stall=60000") as server:
        hub = watch(server.url)
        job = hub.models.install(NAME)
        hub.until(lambda one: one["bytes"] > 40_000)
        with pytest.raises(ModelInUse, match="being installed"):
            hub.models.remove(NAME)
        hub.models.cancel(job["id"])
        server.kill()
        hub.end_of(job)
        hub.models.remove(NAME)

    assert not hub.models.shelf.partial(NAME).exists()


@pytest.mark.parametrize("name", ["..", "nothing", "vosk model", "/etc"])
def test_names_nobody_knows_are_refused_at_once(watch, name):
    hub = watch()

    for call in (hub.models.install, hub.models.get, hub.models.remove):
        with pytest.raises(NoSuchModel):
            call(name)
    with pytest.raises(NotFound):
        hub.models.job(name)
    assert hub.models.jobs() == []


def test_a_subscriber_that_fails_harms_nobody(watch, mirror):
    with served(mirror) as server:
        hub = watch(server.url)
        hub.models.subscribe(lambda _model, _change: 1 / 0)
        ended = hub.end_of(hub.models.install(VOICE))

    assert ended["state"] == "done"
    assert hub.changes == [(VOICE, "installed")]


def test_a_model_is_in_use_when_the_home_hears_or_speaks_with_it(tmp_path):
    for name in ("vosk-model-small-de-0.15", "vosk-model-small-en-us-0.15"):
        shutil.copytree(TINY, tmp_path / "vosk" / name)
    shelf = Shelf(tmp_path)
    german, english = shelf.installed("vosk")

    def use(model, **settings):
        return model_use(model, shelf, HomeSettings(**settings))

    assert "hears" in use(german, language="de")
    assert use(english, language="de") == ""
    assert use(german, language="de", recogniser="pocketsphinx") == ""
    assert use(german, language="de", recognisers={"de": "pocketsphinx"}) == ""
    assert "hears" in use(english, language="en")
    assert use(english, language="en", recogniser_models={"en": german.id}) == ""
    assert "hears" in use(german, language="en", recogniser_models={"en": german.id})


def test_a_voice_is_in_use_when_it_is_the_homes_with_any_of_its_speakers(tmp_path):
    shutil.copytree(PIPER / VOICE, tmp_path / "piper" / VOICE)
    shelf = Shelf(tmp_path)
    (voice,) = shelf.installed()

    assert model_use(voice, shelf, HomeSettings(voice=VOICE)) == "it is the home's voice"
    assert model_use(voice, shelf, HomeSettings(voice=f"{VOICE}#1")) == "it is the home's voice"
    assert model_use(voice, shelf, HomeSettings()) == ""


def test_a_recogniser_is_heard_with_as_soon_as_it_is_installed(tmp_path, archive):
    with hub_in_process(tmp_path / "home", workers=1) as hub:
        news = queue.Queue()
        hub.subscribe(lambda kind, payload: news.put(payload) if kind == "model" else None)
        before = hub.status()["speech_workers"]
        folder = hub.models.upload_folder(1)
        shutil.copy(archive, folder / f"{NAME}.zip")
        job = hub.models.install_upload(folder / f"{NAME}.zip")
        while job["state"] == "running":
            job = news.get(timeout=WAIT_S)
        command = write_wav(EspeakVoice().synthesize("turn on the kitchen light", "en"))
        engines, heard = [], []
        while "vosk" not in engines and len(heard) < 100:  # it is loaded while the other hears
            heard.append(hub.listen(command).text)
            engines = [worker["engine"] for worker in hub.status()["speech_workers"]]
        heard.append(hub.listen(command).text)

    assert [worker["engine"] for worker in before] == ["pocketsphinx"]
    assert job["state"] == "done"
    assert engines == ["vosk"], heard
    assert set(heard) == {"turn on the kitchen light"}
