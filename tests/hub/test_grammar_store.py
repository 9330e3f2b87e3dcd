"""Compiled sentences are kept between starts, and losing them harms nothing."""

import os

from tests.hubs import hub_in_process

from ova.hub.grammar_store import MOST_FILES, GrammarStore


def test_what_is_saved_is_loaded_again(tmp_path):
    store = GrammarStore(tmp_path / "grammar")
    assert store.load("sentences-1") is None
    store.save("sentences-1", b"data")
    assert GrammarStore(tmp_path / "grammar").load("sentences-1") == b"data"
    store.save("sentences-1", b"newer")
    assert store.load("sentences-1") == b"newer"


def test_what_was_not_used_for_longest_is_forgotten(tmp_path):
    store = GrammarStore(tmp_path)
    for number in range(MOST_FILES):
        store.save(f"key-{number}", b"x")
        os.utime(tmp_path / f"key-{number}", (number, number))
    assert store.load("key-0") == b"x"
    store.save("another", b"x")
    assert store.load("key-0") == b"x"
    assert store.load("key-1") is None
    assert len(list(tmp_path.iterdir())) == MOST_FILES


def test_a_folder_that_cannot_be_written_is_told_and_survived(tmp_path, caplog):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    store = GrammarStore(blocked / "grammar")
    store.save("key", b"x")
    assert store.load("key") is None
    assert "could not be kept" in caplog.text


def test_a_second_start_takes_what_the_first_has_kept(tmp_path):
    cache = tmp_path / "cache" / "grammar"
    with hub_in_process(tmp_path, compiles=True) as hub:
        assert hub.grammar.wait_ready(60)
        first = hub.grammar.grammar.word_graph()
    kept = {file.name: file.read_bytes() for file in cache.iterdir()}
    assert {name.split("-")[0] for name in kept} == {"sentences", "graph"}
    with hub_in_process(tmp_path, compiles=True) as hub:
        assert hub.grammar.wait_ready(60)
        assert hub.grammar.grammar.word_graph() == first
        assert hub.converse("what time is it").intent is not None
    assert {file.name: file.read_bytes() for file in cache.iterdir()} == kept


def test_damaged_files_are_made_again(tmp_path):
    cache = tmp_path / "cache" / "grammar"
    with hub_in_process(tmp_path, compiles=True) as hub:
        assert hub.grammar.wait_ready(60)
    for file in cache.iterdir():
        file.write_bytes(file.read_bytes()[:100])
    with hub_in_process(tmp_path, compiles=True) as hub:
        assert hub.grammar.wait_ready(60)
        assert hub.converse("what time is it").intent is not None
    assert all(len(file.read_bytes()) > 100 for file in cache.iterdir())
