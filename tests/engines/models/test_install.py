"""Installing over the network and from files: whole or not at all, and never twice the same bytes."""

import json
import shutil
import tarfile
import threading
from contextlib import ExitStack

import pytest
from tests.engines.models.mirrors import (
    NAME,
    ONNX,
    SETTINGS,
    TINY,
    VOICE,
    list_vosk,
    md5,
    pack,
    run_install,
)

from ova.core import InvalidInput, OvaError
from ova.engines import EngineMissing
from ova.engines.models import (
    BadArchive,
    DiskFull,
    InstallStopped,
    ModelKind,
    NoSuchModel,
    NoWay,
    Offer,
    Shelf,
    Upstream,
    WrongChecksum,
    download,
    install,
)
from ova.engines.models.model import ModelFile
from ova.engines.stt.vosk_model import check_model


def left_over(models):
    """Return what lies on the shelf and is no model."""
    return sorted(
        str(path.relative_to(models))
        for path in models.rglob(".*")
        if path.name not in (".ova-tried", ".partial")
    ) + sorted(path.name for path in (models / ".partial").glob("*"))


def test_a_recogniser_is_fetched_tried_and_told_apart(
    installer, mirror, serve, steps, stop, models
):
    with serve(mirror) as server:
        model = installer(server.url, clock=lambda: 1000.0).install(NAME, steps, stop)

    assert (model.id, model.kind.value, model.language) == (NAME, "vosk", "en-US")
    assert model.folder == models / "vosk" / NAME
    assert check_model(model.folder)
    assert steps.names == ["look_up", "download", "verify", "unpack", "try"]
    last = [one for one in steps.seen if one.step.value == "download"][-1]
    assert last.done == last.total == (mirror / "vosk" / f"{NAME}.zip").stat().st_size
    label = json.loads((model.folder / "ova-model.json").read_text())
    assert label["source"] == f"{server.url}/vosk/{NAME}.zip"
    assert label["checksum"].startswith("md5:")
    assert label["verified"] is True
    assert label["installed_at"] == 1000.0
    assert left_over(models) == []


def test_the_trial_of_an_install_is_not_repeated_when_the_hub_starts(
    installer, mirror, serve, steps, stop
):
    from ova.engines.stt import vosk_model

    with serve(mirror) as server:
        model = installer(server.url).install(NAME, steps, stop)

    stamp = (model.folder / ".ova-tried").read_text()
    assert stamp == vosk_model._state(model.folder)


def test_a_voice_is_fetched_with_all_its_files(installer, mirror, serve, steps, stop, models):
    with serve(mirror) as server:
        voice = installer(server.url).install(VOICE, steps, stop)

    assert (voice.kind.value, voice.language, voice.fault) == ("piper", "en-US", "")
    assert voice.file == models / "piper" / VOICE / f"{VOICE}.onnx"
    assert voice.file.read_bytes() == ONNX
    assert left_over(models) == []


def test_what_is_installed_and_in_order_is_not_fetched_again(installer, mirror, serve, steps, stop):
    with serve(mirror) as server:
        one = installer(server.url)
        first = one.install(NAME, steps, stop)
        server.kill()
        again = one.install(NAME, steps, stop)

    assert again == first


def test_a_model_that_lost_a_file_is_repaired(installer, mirror, serve, steps, stop, models):
    with serve(mirror) as server:
        one = installer(server.url)
        (one.install(NAME, steps, stop).folder / "graph" / "words.txt").unlink()
        broken = one.shelf.get(NAME)
        repaired = one.install(NAME, steps, stop)

    assert "words.txt" in broken.fault
    assert repaired.fault == ""
    assert (repaired.folder / "graph" / "words.txt").is_file()
    assert left_over(models) == []


def test_an_install_goes_on_at_the_byte_where_the_server_died(
    installer, mirror, serve, stop, models
):
    with ExitStack() as servers:
        first = servers.enter_context(serve(mirror, "stall=60000"))
        second = []
        done = []

        def report(progress):
            if progress.step.value == "download":
                done.append(progress.done)
                if progress.done >= 49152 and not second:
                    first.kill()
                    second.append(servers.enter_context(serve(mirror, port=first.port)))

        model = installer(first.url).install(NAME, report, stop)
        asked = second[0].kill()

    assert asked == [f"GET /vosk/{NAME}.zip bytes=49152-"]
    assert done[-1] == (mirror / "vosk" / f"{NAME}.zip").stat().st_size
    assert model.fault == ""


def test_an_install_is_stopped_while_the_server_says_nothing(
    installer, mirror, serve, stop, monkeypatch
):
    monkeypatch.setattr(download, "TIMEOUT_S", 10_000.0)
    ended = []

    def install():
        with pytest.raises(InstallStopped):
            installer(server.url).install(NAME, report, stop)
        ended.append(True)

    silent = threading.Event()

    def report(progress):
        if progress.step.value == "download" and progress.done >= 49152:
            silent.set()

    with serve(mirror, "stall=60000") as server:
        thread = threading.Thread(target=install, daemon=True)
        thread.start()
        assert silent.wait(60)
        stop.ask()
        thread.join(60)

    assert ended == [True]


def part_of(mirror, models, size, *, tag='"one"'):
    """Leave the first bytes of a download behind, as an earlier install did."""
    folder = models / ".partial" / NAME
    folder.mkdir(parents=True)
    data = (mirror / "vosk" / f"{NAME}.zip").read_bytes()
    (folder / f"{NAME}.zip.part").write_bytes(data[:size])
    (folder / f"{NAME}.zip.part.tag").write_text(tag)


@pytest.mark.parametrize(
    ("behaviour", "tag"),
    [(["ranges=no"], '"one"'), (['etag="two"'], '"one"')],
    ids=["a server without ranges", "a file that changed"],
)
def test_what_cannot_go_on_begins_anew(
    installer, mirror, serve, steps, stop, models, behaviour, tag
):
    part_of(mirror, models, 50_000, tag=tag)

    with serve(mirror, *behaviour) as server:
        model = installer(server.url).install(NAME, steps, stop)

    downloads = [one.done for one in steps.seen if one.step.value == "download"]
    assert downloads[0] == 0
    assert model.fault == ""


def test_a_download_that_was_whole_already_is_not_fetched_again(
    installer, mirror, serve, steps, stop, models
):
    part_of(mirror, models, 10_000_000)

    with serve(mirror) as server:
        model = installer(server.url).install(NAME, steps, stop)

    assert model.fault == ""


@pytest.mark.parametrize("more", [[], ["length=no"]], ids=["with a length", "without a length"])
def test_a_server_that_breaks_off_again_and_again_is_worn_down(
    installer, mirror, serve, steps, stop, more
):
    with serve(mirror, "cut=40000", *more) as server:
        model = installer(server.url).install(NAME, steps, stop)
        asked = [line for line in server.kill() if "bytes=" in line]

    assert model.fault == ""
    assert len(asked) >= 5


def test_a_redirect_is_followed_and_the_range_with_it(
    installer, mirror, serve, steps, stop, models
):
    part_of(mirror, models, 50_000)

    with serve(mirror) as real, serve(mirror, f"redirect={real.url}") as front:
        model = installer(front.url).install(NAME, steps, stop)
        asked = real.kill()

    assert asked[-1] == f"GET /vosk/{NAME}.zip bytes=50000-"
    assert model.fault == ""


def test_a_wrong_checksum_deletes_the_download_and_says_so(
    installer, mirror, serve, steps, stop, models
):
    list_vosk(mirror, md5="0" * 32)

    with serve(mirror) as server, pytest.raises(WrongChecksum) as refusal:
        installer(server.url).install(NAME, steps, stop)

    assert f"{NAME}.zip is not what was published" in refusal.value.message
    assert "deleted" in refusal.value.cure
    assert [path for path in models.rglob("*") if path.is_file()] == []
    assert Shelf(models).installed() == ()


def test_a_file_published_anew_is_taken_when_the_publishers_list_says_so(
    installer, mirror, serve, steps, stop
):
    known = "vosk-model-small-de-0.15"
    archive = pack(TINY, mirror / "vosk" / f"{known}.zip", known)
    list_vosk(mirror, name=known, lang="de", md5=md5(archive), size=archive.stat().st_size)

    with serve(mirror) as server:
        model = installer(server.url).install(known, steps, stop)

    assert (model.language, model.label.licence) == ("de", "Apache-2.0")
    assert model.label.checksum == f"md5:{md5(archive)}"


def test_without_any_known_checksum_the_model_is_still_tried(installer, mirror, serve, steps, stop):
    list_vosk(mirror, md5="", size=None)

    with serve(mirror) as server:
        model = installer(server.url).install(NAME, steps, stop)

    assert model.label.checksum.startswith("sha256:")
    assert not model.label.verified
    assert "try" in steps.names


@pytest.mark.parametrize(
    ("behaviour", "error", "code"),
    [
        (["status=404"], NoSuchModel, "unknown_model"),
        (["status=403"], NoWay, "server_refuses"),
        (["status=503"], NoWay, "server_refuses"),
    ],
)
def test_a_server_that_refuses_is_named(
    installer, mirror, serve, steps, stop, behaviour, error, code
):
    with serve(mirror, *behaviour) as server, pytest.raises(error) as refusal:
        installer(server.url).install(NAME, steps, stop)

    assert refusal.value.code == code
    assert "127.0.0.1" in refusal.value.message
    assert refusal.value.cure


def test_a_model_the_mirror_does_not_have_is_named(installer, mirror, serve, steps, stop):
    with serve(mirror) as server, pytest.raises(NoSuchModel) as refusal:
        installer(server.url).install("vosk-model-small-fr-0.22", steps, stop)

    assert refusal.value.code == "not_upstream"
    assert "/vosk/vosk-model-small-fr-0.22.zip" in refusal.value.message


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:9", "refused"),
        ("http://nowhere.invalid/models", "name cannot be resolved"),
    ],
)
def test_offline_is_said_plainly_with_the_ways_out(installer, steps, stop, address, reason):
    with pytest.raises(NoWay) as refusal:
        installer(address).install("vosk-model-small-de-0.15", steps, stop)

    assert refusal.value.code == "offline"
    assert "There is no way to" in refusal.value.message
    assert reason in refusal.value.message
    for way in ("OVA_MODEL_MIRROR", "ova models install FILE"):
        assert way in refusal.value.cure


def test_a_mirror_that_is_no_web_address_is_refused():
    with pytest.raises(InvalidInput, match="ftp://"):
        Upstream("ftp://mirror.example")


def test_an_endless_file_is_cut_off(installer, mirror, serve, steps, stop, models):
    with serve(mirror, "pad=3000000") as server, pytest.raises(OvaError) as refusal:
        installer(server.url).install(NAME, steps, stop)

    assert refusal.value.code in ("wrong_size", "bad_list")
    assert not list(models.rglob("*.part"))


def test_a_stopped_install_keeps_what_arrived(installer, mirror, serve, stop, models):
    def report(progress):
        if progress.done >= 60_000:
            stop.ask()

    with serve(mirror) as server, pytest.raises(InstallStopped, match="kept"):
        installer(server.url).install(NAME, report, stop)

    part = models / ".partial" / NAME / f"{NAME}.zip.part"
    assert part.stat().st_size >= 60_000
    assert Shelf(models).installed() == ()


@pytest.mark.parametrize("free", [0, 100_000_000, 100_500_000])
def test_too_little_room_is_seen_before_anything_is_fetched(
    installer, mirror, serve, steps, stop, free
):
    with serve(mirror) as server:
        with pytest.raises(DiskFull) as refusal:
            installer(server.url, free=lambda _folder: free).install(NAME, steps, stop)
        asked = server.kill()

    assert asked == ["GET /vosk/model-list.json -"]
    assert "room" in refusal.value.cure


def test_a_disk_that_fills_up_midway_is_left_as_it_was(mirror, serve, models):
    with serve(mirror) as server:
        program = run_install(models, server.url, NAME, "file_limit=100000")
        said, _ = program.communicate(timeout=60)

    assert said.startswith("disk_full")
    assert [path for path in models.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("step", ["download", "verify", "unpack", "try"])
def test_an_install_killed_at_any_step_is_found_whole_or_not_at_all(
    installer, mirror, serve, steps, stop, models, step
):
    with serve(mirror) as server:
        program = run_install(models, server.url, NAME, f"pause={step}")
        assert program.stdout.readline() == "paused\n"
        program.kill()
        program.communicate()
        shelf = Shelf(models)
        before = shelf.installed()
        shelf.tidy()
        after = shelf.installed()
        model = installer(server.url).install(NAME, steps, stop)

    assert before == after == ()
    assert model.fault == ""
    assert left_over(models) == []


def test_a_model_that_does_not_work_is_not_installed(
    installer, mirror, serve, steps, stop, models, tmp_path
):
    broken = shutil.copytree(TINY, tmp_path / "broken")
    network = broken / "am" / "final.mdl"
    network.write_bytes(network.read_bytes()[:200_000])
    pack(broken, mirror / "vosk" / f"{NAME}.zip", NAME)
    list_vosk(mirror)

    with serve(mirror) as server, pytest.raises(EngineMissing) as refusal:
        installer(server.url).install(NAME, steps, stop)

    assert refusal.value.code == "bad_model"
    assert NAME in refusal.value.message
    assert ".new-" not in refusal.value.message
    assert left_over(models) == []


def test_a_voice_that_does_not_speak_is_not_installed(installer, tmp_path, steps, stop, models):
    file = tmp_path / "my_voice.onnx"
    file.write_bytes(ONNX[: len(ONNX) // 2])
    (tmp_path / "my_voice.onnx.json").write_text(json.dumps(SETTINGS))

    with pytest.raises(EngineMissing) as refusal:
        installer().install_file(file, steps, stop)

    assert refusal.value.code == "bad_model"
    assert "my_voice" in refusal.value.message
    assert left_over(models) == []


def test_a_truncated_zip_is_refused(installer, mirror, serve, steps, stop, models):
    archive = mirror / "vosk" / f"{NAME}.zip"
    archive.write_bytes(archive.read_bytes()[:-2000])
    list_vosk(mirror)

    with serve(mirror) as server, pytest.raises(BadArchive, match="cannot be unpacked"):
        installer(server.url).install(NAME, steps, stop)

    assert left_over(models) == []


def test_a_name_nobody_knows_is_answered_without_asking_anybody(installer, steps, stop):
    with pytest.raises(NoSuchModel) as refusal:
        installer().install("vosk model german", steps, stop)

    assert "ova models list" in refusal.value.cure or "Did you mean" in refusal.value.cure


def test_names_that_lead_out_of_the_folder_are_no_models(models):
    for name in ("..", ".", "", "a/b", "../../etc"):
        with pytest.raises(NoSuchModel):
            Shelf(models).partial(name)


def test_an_archive_is_installed_without_a_network(installer, tiny_zip, steps, stop, models):
    model = installer().install_file(tiny_zip, steps, stop)

    assert (model.id, model.language, model.label.source) == (NAME, "en-US", f"{NAME}.zip")
    assert tiny_zip.is_file()
    assert left_over(models) == []


def offered(monkeypatch, *files, kind=ModelKind.VOSK):
    """Put files into the catalogue as one model; return its name."""
    name = files[0].name.removesuffix(".zip").removesuffix(".onnx")
    of = tuple(ModelFile(f"de/{file.name}", None, f"md5:{md5(file)}") for file in files)
    offer = Offer(name, kind, "en-US", "MIT", "1", of)
    monkeypatch.setattr(install, "find_offer", {name: offer}.get)
    return name


def test_an_archive_of_the_catalogue_fetched_elsewhere_is_verified(
    installer, tiny_zip, tmp_path, monkeypatch, steps, stop
):
    name = offered(monkeypatch, tiny_zip)
    inside = tmp_path / "inside"
    shutil.copytree(TINY, inside)
    shutil.copy(tiny_zip, inside)  # the published file may lie in another one: that proves nothing
    repacked = pack(inside, tmp_path / f"{name}.zip", name)

    anew = installer().install_file(repacked, steps, stop)
    as_published = installer().install_file(tiny_zip, steps, stop)

    assert (anew.id, anew.label.verified, anew.label.checksum) == (name, False, "")
    assert (as_published.id, as_published.label.verified) == (name, True)
    assert as_published.label.checksum == f"md5:{md5(tiny_zip)}"


def test_a_voice_of_the_catalogue_fetched_elsewhere_is_verified_file_by_file(
    installer, tmp_path, monkeypatch, steps, stop
):
    file, settings = tmp_path / "my_voice.onnx", tmp_path / "my_voice.onnx.json"
    card = tmp_path / "MODEL_CARD"
    file.write_bytes(ONNX)
    settings.write_text(json.dumps(SETTINGS))
    card.write_text("A voice that speaks in tones.")
    offered(monkeypatch, file, settings, card, kind=ModelKind.PIPER)

    whole = installer().install_file(file, steps, stop)
    settings.write_text(json.dumps(SETTINGS, indent=2))
    changed = installer().install_file(file, steps, stop)

    assert (whole.label.verified, changed.label.verified) == (True, False)


@pytest.mark.parametrize("suffix", [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"])
def test_tar_archives_are_installed_too(installer, tmp_path, steps, stop, suffix):
    archive = tmp_path / f"vosk-model-small-de-1.0{suffix}"
    mode = {".tar": "w", ".tar.bz2": "w:bz2", ".tar.xz": "w:xz"}.get(suffix, "w:gz")
    with tarfile.open(archive, mode) as tar:
        tar.add(TINY, "model")

    model = installer().install_file(archive, steps, stop)

    assert (model.id, model.language) == ("vosk-model-small-de-1.0", "de")


def test_a_folder_is_installed_as_a_copy(installer, tmp_path, steps, stop):
    folder = tmp_path / "de-kitchen"
    shutil.copytree(TINY, folder)

    model = installer().install_file(folder, steps, stop)

    assert (model.id, model.language) == ("de-kitchen", "de")
    assert check_model(folder)


def test_a_folder_that_holds_no_model_is_refused_before_it_is_copied(
    installer, tmp_path, steps, stop
):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear")

    with pytest.raises(BadArchive, match="documents holds no model"):
        installer().install_file(folder, steps, stop)

    assert steps.names == []


def test_a_voice_is_installed_from_its_two_files(installer, tmp_path, steps, stop, models):
    file = tmp_path / "my_voice.onnx"
    file.write_bytes(ONNX)
    (tmp_path / "my_voice.onnx.json").write_text(json.dumps(SETTINGS))

    voice = installer().install_file(file, steps, stop)

    assert (voice.id, voice.language) == ("my_voice", "en-US")
    assert voice.file == models / "piper" / "my_voice" / "my_voice.onnx"


def test_a_voice_without_its_settings_is_refused(installer, tmp_path, steps, stop):
    file = tmp_path / "my_voice.onnx"
    file.write_bytes(ONNX)

    with pytest.raises(InvalidInput, match=r"my_voice\.onnx\.json is missing"):
        installer().install_file(file, steps, stop)


def test_a_language_nothing_tells_is_asked_for(installer, tmp_path, steps, stop):
    archive = pack(TINY, tmp_path / "kitchen.zip", "kitchen")

    with pytest.raises(InvalidInput, match="language") as refusal:
        installer().install_file(archive, steps, stop)
    model = installer().install_file(archive, steps, stop, language="nl")

    assert "--language" in refusal.value.cure
    assert (model.id, model.language) == ("kitchen", "nl")


def test_an_archive_without_a_model_is_refused(installer, tmp_path, steps, stop, models):
    archive = pack(TINY / "conf", tmp_path / "de.zip", "de")

    with pytest.raises(BadArchive, match="holds no model"):
        installer().install_file(archive, steps, stop)

    assert left_over(models) == []


def test_a_list_with_names_that_lead_astray_gives_nothing_to_write(
    installer, mirror, serve, steps, stop, models
):
    files = {"en/..": {"size_bytes": 1}, "en/a\\b": {"size_bytes": 1}, "en/": {"size_bytes": 1}}
    voices = {VOICE: {"language": {"code": "en_US"}, "quality": "low", "files": files}}
    (mirror / "piper" / "voices.json").write_text(json.dumps(voices))

    with serve(mirror) as server, pytest.raises(NoSuchModel):
        installer(server.url).install(VOICE, steps, stop)

    assert [path for path in models.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("text", ["[1, 2", "{}", "null", '[{"name": 5}]', "[[]]"])
def test_a_list_that_is_none_is_named(installer, mirror, serve, steps, stop, text):
    (mirror / "vosk" / "model-list.json").write_text(text)

    with serve(mirror) as server, pytest.raises((NoWay, NoSuchModel)) as refusal:
        installer(server.url).install(NAME, steps, stop)

    assert refusal.value.cure


OTHER = "vosk-model-small-de-0.15"


def test_the_account_of_a_mirror_is_used_and_never_shown(
    installer, mirror, serve, steps, stop, models
):
    with serve(mirror, "account=me:s@cret") as server:
        model = installer(server.url.replace("//", "//me:s%40cret@")).install(NAME, steps, stop)
        with pytest.raises(NoWay) as refused:
            installer(server.url.replace("//", "//me:wr%40ng@")).install(OTHER, steps, stop)

    assert model.label.source == f"{server.url}/vosk/{NAME}.zip"
    assert "401" in refused.value.message
    assert "ng@" not in refused.value.message
