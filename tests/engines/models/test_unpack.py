"""Archives that are damaged or meant to harm are refused, and write nothing outside."""

import io
import stat
import tarfile
import zipfile

import pytest

from ova.engines.models import BadArchive, DiskFull, InstallStopped, Stop
from ova.engines.models.unpack import unpack


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "inside" / "target"
    folder.mkdir(parents=True)
    return folder


def zip_of(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return path


def tar_of(path, *members):
    with tarfile.open(path, "w:gz") as archive:
        for member, data in members:
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def refused(archive, target, match):
    with pytest.raises(BadArchive, match=match) as refusal:
        unpack(archive, target, lambda _: None, Stop())
    assert refusal.value.cure
    outside = [path for path in target.parent.parent.rglob("*") if target not in path.parents]
    assert {path.name for path in outside} <= {"inside", "target", archive.name}


EVIL = ["../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:/evil.txt"]


@pytest.mark.parametrize("name", EVIL)
def test_a_zip_that_leads_out_of_its_folder_is_refused(tmp_path, target, name):
    archive = tmp_path / "evil.zip"
    with zipfile.ZipFile(archive, "w") as content:
        content.writestr(zipfile.ZipInfo(name), b"evil")
    if "\\" in name:  # the library itself writes a slash for it
        archive.write_bytes(archive.read_bytes().replace(b"../evil", b"..\\evil"))

    refused(archive, target, "outside of its folder")


@pytest.mark.parametrize("name", EVIL)
def test_a_tar_that_leads_out_of_its_folder_is_refused(tmp_path, target, name):
    archive = tar_of(tmp_path / "evil.tar.gz", (tarfile.TarInfo(name), b"evil"))

    refused(archive, target, "outside of its folder")


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_a_tar_with_a_link_or_device_is_refused(tmp_path, target, kind):
    member = tarfile.TarInfo("words.txt")
    member.type, member.linkname = kind, "/etc/passwd"
    archive = tar_of(tmp_path / "evil.tar.gz", (member, b""))

    refused(archive, target, "link or device")


def test_a_zip_with_a_link_is_refused(tmp_path, target):
    member = zipfile.ZipInfo("words.txt")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive = tmp_path / "evil.zip"
    with zipfile.ZipFile(archive, "w") as content:
        content.writestr(member, "/etc/passwd")

    refused(archive, target, "link")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, target):
    archive = zip_of(tmp_path / "bomb.zip", a=bytes(80_000_000))

    refused(archive, target, "beyond all measure")
    assert list(target.iterdir()) == []


def test_a_tar_bomb_is_stopped_when_it_swells(tmp_path, target):
    archive = tar_of(tmp_path / "bomb.tar.gz", (tarfile.TarInfo("a"), bytes(80_000_000)))

    refused(archive, target, "beyond all measure")
    assert sum(path.stat().st_size for path in target.rglob("*")) <= 51_000_000


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path, target):
    archive = zip_of(tmp_path / "lie.zip", a=b"x" * 100_000)
    data = archive.read_bytes()
    archive.write_bytes(data.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))

    refused(archive, target, "damaged")


def test_a_name_that_stands_twice_is_refused(tmp_path, target):
    archive = tar_of(
        tmp_path / "twice.tar.gz", (tarfile.TarInfo("a"), b"1"), (tarfile.TarInfo("a"), b"2")
    )

    refused(archive, target, "twice")


@pytest.mark.parametrize("cut", [10, 1000, 30_000])
def test_a_zip_cut_short_is_refused(tmp_path, target, tiny_zip, cut):
    archive = tmp_path / "cut.zip"
    archive.write_bytes(tiny_zip.read_bytes()[:-cut])

    refused(archive, target, "its end is missing")


@pytest.mark.parametrize("suffix", ["gz", "bz2", "xz"])
def test_a_tar_cut_short_is_refused(tmp_path, target, suffix):
    archive = tmp_path / f"cut.tar.{suffix}"
    with tarfile.open(archive, f"w:{suffix}") as content:
        member = tarfile.TarInfo("a")
        data = bytes(range(256)) * 4000
        member.size = len(data)
        content.addfile(member, io.BytesIO(data))
    archive.write_bytes(archive.read_bytes()[:-40])

    refused(archive, target, "damaged or cut short")


def test_a_zip_with_damaged_content_is_refused(tmp_path, target, tiny_zip):
    data = bytearray(tiny_zip.read_bytes())
    data[5000:5100] = bytes(100)
    archive = tmp_path / "damaged.zip"
    archive.write_bytes(data)

    refused(archive, target, "damaged")


def test_what_is_no_archive_is_refused(tmp_path, target):
    archive = tmp_path / "page.zip"
    archive.write_bytes(b"<!doctype html><title>Sign in</title>")

    refused(archive, target, "no zip and no tar")


def test_an_encrypted_zip_is_refused(tmp_path, target):
    archive = zip_of(tmp_path / "locked.zip", a=b"secret")
    data = bytearray(archive.read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    archive.write_bytes(data)

    refused(archive, target, "encrypted")


def test_an_archive_with_too_many_files_is_refused(tmp_path, target):
    archive = tmp_path / "many.zip"
    with zipfile.ZipFile(archive, "w") as content:
        for number in range(10_001):
            content.writestr(f"{number}", b"")

    refused(archive, target, "more than 10000 files")


def test_room_for_the_unpacked_files_is_seen_first(tmp_path, target):
    archive = zip_of(tmp_path / "big.zip", a=bytes(40_000_000))

    with pytest.raises(DiskFull, match="40 MB are needed"):
        unpack(archive, target, lambda _: None, Stop(), free=lambda _folder: 120_000_000)

    assert list(target.iterdir()) == []


def test_unpacking_can_be_stopped(tmp_path, target, tiny_zip):
    stop = Stop()

    with pytest.raises(InstallStopped):
        unpack(tiny_zip, target, lambda _progress: stop.ask(), stop)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_could_swell_without_a_limit_is_refused(tmp_path, target, packing):
    archive = tmp_path / "model.zip"
    with zipfile.ZipFile(archive, "w", packing) as content:
        content.writestr("am/final.mdl", bytes(1000))

    refused(archive, target, "packed in a way")


@pytest.mark.parametrize("names", [("am", "am/final"), ("n" * 300,)], ids=["fighting", "long"])
def test_names_that_cannot_be_are_refused(tmp_path, target, names):
    refused(zip_of(tmp_path / "model.zip", **dict.fromkeys(names, b"1")), target, "damaged")


def test_a_zip_damaged_anywhere_is_refused_or_read(tmp_path):
    whole = zip_of(tmp_path / "whole.zip", ä__conf=bytes(range(100))).read_bytes()
    damaged, count = tmp_path / "damaged.zip", 0
    for place in range(4, len(whole)):
        for value in (0x00, 0xFF, 0x80):
            damaged.write_bytes(whole[:place] + bytes([value]) + whole[place + 1 :])
            target = tmp_path / f"{place}-{value}"
            target.mkdir()
            try:
                unpack(damaged, target, lambda _: None, Stop())
            except BadArchive:
                count += 1

    assert count > 200
