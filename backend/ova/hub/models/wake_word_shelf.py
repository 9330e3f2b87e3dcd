"""The wake words there are: bundled ones, and what people added."""

import re
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ova.core import Conflict, NotFound, Unavailable
from ova.engines import (
    BUNDLED_WAKE_WORDS,
    BadPhrase,
    WakeWordDescription,
    WakeWordKind,
    pack_wake_model,
    read_wake_model,
    spoken_phrase,
    try_wake_model,
    unpack_wake_files,
    wake_model_checksum,
)
from ova.hub.models.wake_word_ids import slug_of, unknown
from ova.storage import Settings

PHRASES = "wake_phrases"
"""Where the home's own phrases stand in the settings table."""
_NEW = ".new-"
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


class WakeWordShelf:
    """Keeps uploaded models and own phrases, beside the bundled wake words."""

    def __init__(self, folder: Path, table: Settings, users: Callable[[str], list[str]]) -> None:
        """Keep models in ``folder``, which need not exist yet, and phrases in ``table``.

        ``users`` names the satellites that listen for a wake word, by its id.
        """
        self._folder = folder
        self._table = table
        self._users = users
        self._changing = threading.Lock()
        self.changed: Callable[[], None] = lambda: None
        """Called when a wake word came or went, or who listens for what changed."""
        for left in folder.glob(f"{_NEW}*"):
            shutil.rmtree(left, ignore_errors=True)

    def all(self) -> list[dict[str, Any]]:
        """Return every wake word in wire form, by phrase."""
        words = []
        for word_id in [*BUNDLED_WAKE_WORDS, *self.added()]:
            with suppress(NotFound):  # deleted just now
                words.append(self.get(word_id))
        return sorted(words, key=lambda one: one["phrase"].casefold())

    def get(self, word_id: str) -> dict[str, Any]:
        """Return one wake word in wire form. Raises NotFound."""
        described = self.describe(word_id)
        return {
            "id": word_id,
            "phrase": described.phrase,
            "kind": described.kind.value,
            "warning": self._phrases().get(word_id, {}).get("warning", ""),
            "checksum": self.checksum(described),
            "satellites": self._users(word_id),
        }

    def upload(self, files: Mapping[str, bytes], phrase: str = "") -> dict[str, Any]:
        """Add a model from its files or a zip of them; ``phrase`` is what people say to it.

        Raises BadWakeModel for what is none or does not load, Conflict when there is one of that
        name, Unavailable when it cannot be written.
        """
        found = unpack_wake_files(files)
        new = self._folder / f"{_NEW}{secrets.token_hex(6)}"
        try:
            new.mkdir(parents=True)
            for name, data in found.items():
                (new / name).write_bytes(data)
            model = read_wake_model(new)
            word_id = slug_of(phrase or model.phrase)
            self._check_free(word_id)
            try_wake_model(new)
            (new / "phrase.txt").write_text(phrase or model.phrase, encoding="utf-8")
            with self._changing:
                self._check_free(word_id)
                new.rename(self._folder / word_id)
        except OSError as error:
            raise Unavailable(
                f"The wake word cannot be kept: {error.strerror}.",
                cure="Check the disk's free space and the rights of the hub's folder.",
            ) from error
        finally:
            shutil.rmtree(new, ignore_errors=True)
        self.changed()
        return self.get(word_id)

    def add_phrase(self, text: str) -> dict[str, Any]:
        """Add a phrase of one's own. Raises BadPhrase with a cure, Conflict when it is there."""
        spoken = spoken_phrase(text)
        word_id = slug_of(spoken.text)
        told = {"phrase": spoken.text, "warning": spoken.warning}
        with self._changing:
            self._check_free(word_id)
            self._table.set(PHRASES, {**self._phrases(), word_id: told})
        self.changed()
        return self.get(word_id)

    def look_at_phrase(self, text: str) -> dict[str, Any]:
        """Return in wire form what adding a phrase would do, without adding it.

        ``fault`` says why it would be refused, ``risky`` whether it is so short that it may be missed
        or wake by chance.
        """
        try:
            spoken = spoken_phrase(text)
        except BadPhrase as error:
            return {"phrase": text.strip(), "fault": error.fault.value, "risky": False}
        fault = ""
        with suppress(NotFound):
            self.describe(slug_of(spoken.text))
            fault = "taken"
        return {"phrase": spoken.text, "fault": fault, "risky": spoken.warning != ""}

    def remove(self, word_id: str) -> None:
        """Delete what a person added.

        Raises NotFound, Conflict while a satellite uses it, Unavailable when the disk refuses.
        """
        self._remove(word_id)
        self.changed()

    def _remove(self, word_id: str) -> None:
        if word_id in BUNDLED_WAKE_WORDS:
            raise Conflict(
                f"“{BUNDLED_WAKE_WORDS[word_id]}” comes with the program and stays.",
                cure="Choose other wake words for the satellites instead.",
            )
        with self._changing:
            described = self.describe(word_id)
            users = self._users(word_id)
            if users:
                raise Conflict(
                    f"“{described.phrase}” is listened for by {', '.join(users)}.",
                    cure="Choose another wake word there first.",
                    code="wake_word_in_use",
                )
            if described.folder is None:
                left = {one: told for one, told in self._phrases().items() if one != word_id}
                self._table.set(PHRASES, left)
                return
            gone = self._folder / f"{_NEW}{secrets.token_hex(6)}"
            try:
                described.folder.rename(gone)
            except OSError as error:
                raise Unavailable(
                    f"The wake word cannot be deleted: {error.strerror}.",
                    cure="Check the rights of the hub's folder.",
                ) from error
        shutil.rmtree(gone, ignore_errors=True)

    def archive(self, word_id: str) -> bytes:
        """Return an uploaded model's files as a zip. Raises NotFound when there are none."""
        described = self.describe(word_id)
        if described.folder is None:
            raise NotFound(
                f"“{described.phrase}” has no files.", cure="Only uploaded models have files."
            )
        return pack_wake_model(described.folder)

    def describe(self, word_id: str, sensitivity: float = 0.5) -> WakeWordDescription:
        """Return what finds a wake word. Raises NotFound."""
        if word_id in BUNDLED_WAKE_WORDS:
            phrase = BUNDLED_WAKE_WORDS[word_id]
            return WakeWordDescription(word_id, WakeWordKind.BUNDLED, phrase, sensitivity)
        own = self._phrases().get(word_id)
        if own is not None:
            return WakeWordDescription(word_id, WakeWordKind.PHRASE, own["phrase"], sensitivity)
        folder = self._folder / word_id
        if not _ID.fullmatch(word_id) or not folder.is_dir():
            raise unknown(word_id)
        try:
            phrase = (folder / "phrase.txt").read_text(encoding="utf-8")
        except (OSError, ValueError):  # copied there by hand
            phrase = word_id.replace("_", " ")
        return WakeWordDescription(word_id, WakeWordKind.MODEL, phrase, sensitivity, folder)

    def checksum(self, described: WakeWordDescription) -> str | None:
        """Return the checksum of an uploaded model, else None. Raises NotFound when it goes just now."""
        if described.folder is None:
            return None
        try:
            return wake_model_checksum(described.folder)
        except OSError as error:
            raise unknown(described.id) from error

    def added(self) -> list[str]:
        """Return the ids of what people added, phrases first."""
        return [*self._phrases(), *self._uploads()]

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Let no wake word come or go meanwhile."""
        with self._changing:
            yield

    def _check_free(self, word_id: str) -> None:
        with suppress(NotFound):
            there = self.describe(word_id)
            raise Conflict(
                f"There is a wake word “{there.phrase}” already.",
                cure="Remove it first, or give this one another phrase.",
            )

    def _phrases(self) -> dict[str, dict[str, str]]:
        return dict(self._table.get(PHRASES) or {})

    def _uploads(self) -> list[str]:
        found = sorted(path.name for path in self._folder.glob("*") if path.is_dir())
        return [name for name in found if _ID.fullmatch(name)]
