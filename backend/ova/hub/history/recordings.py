"""The sound of past commands, for people who ask for it to be kept."""

import logging
import os
import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from ova.core import AudioClip, NotFound, RunResult, Unavailable
from ova.hub.settings import HomeSettings
from ova.storage import write_atomically

log = logging.getLogger(__name__)

_RUN_ID = re.compile(r"[0-9a-f]{32}")
_DAY_S = 86_400
_MB = 1024 * 1024


class Recordings:
    """FLAC files named after their runs, in a folder only its user may read.

    Off unless the setting ``keep_audio`` says otherwise. Those too old or too many are deleted when
    another is kept and at every start.
    """

    def __init__(
        self, folder: Path, settings: Callable[[], HomeSettings], clock: Callable[[], float]
    ) -> None:
        """``clock`` gives seconds since the epoch."""
        self._folder = folder
        self._settings = settings
        self._clock = clock
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="ova-recordings")
        self._last: Future[None] | None = None
        self.kept: Callable[[str], None] = lambda _run_id: None
        """Called with the id of a run whose sound was kept just now."""
        if folder.exists():
            self._last = self._writer.submit(self._prune)

    def wanted(self) -> bool:
        """Tell whether any sound is kept."""
        return self._settings().keep_audio != "off"

    def keep(self, result: RunResult, clip: AudioClip) -> None:
        """Keep the sound of a finished run in the background, if it is of those that are kept."""
        kept = self._settings().keep_audio
        if clip.pcm and (kept == "all" or (kept == "failed" and result.error is not None)):
            self._last = self._writer.submit(self._write, result.run_id, clip)

    def names(self) -> frozenset[str]:
        """Return the ids of the runs whose sound is kept."""
        self._settle()
        return frozenset(path.stem for path in self._files())

    def has(self, run_id: str) -> bool:
        """Tell whether the sound of a run is kept; waits for what is being written."""
        self._settle()
        return self.is_there(run_id)

    def is_there(self, run_id: str) -> bool:
        """Tell whether the sound of a run is kept by now."""
        return _RUN_ID.fullmatch(run_id) is not None and self._path(run_id).is_file()

    def flac(self, run_id: str) -> bytes:
        """Return the sound of a run as a FLAC file. Raises NotFound."""
        if not self.has(run_id):
            raise _not_kept(run_id)
        try:
            return self._path(run_id).read_bytes()
        except OSError as error:
            raise _not_kept(run_id) from error

    def delete(self, run_id: str) -> None:
        """Delete the sound of a run. Raises NotFound, Unavailable when the disk refuses."""
        if not self.has(run_id):
            raise _not_kept(run_id)
        _unlink(self._path(run_id))

    def clear(self) -> int:
        """Delete all sound there is; return of how many runs. Raises Unavailable."""
        self._settle()
        files = self._files()
        for path in files:
            _unlink(path)
        return len(files)

    def close(self) -> None:
        """Write what waits."""
        self._writer.shutdown(wait=True)

    def _write(self, run_id: str, clip: AudioClip) -> None:
        from ova.engines import write_flac  # loads numpy, which a hub that keeps nothing needs not

        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._path(run_id), write_flac(clip))
            moment = self._clock()
            os.utime(self._path(run_id), (moment, moment))
            self._prune()
            self.kept(run_id)
        except OSError as error:
            log.warning("The sound of run %s is not kept: %s", run_id, error.strerror)
        except Exception:
            log.exception("The sound of run %s is not kept", run_id)

    def _prune(self) -> None:
        """Delete what is too old, and the oldest of what is too much."""
        settings = self._settings()
        oldest = self._clock() - settings.keep_audio_days * _DAY_S
        left = settings.keep_audio_mb * _MB
        with suppress(FileNotFoundError):  # somebody deleted one just now: the next time counts
            facts = {path: path.stat() for path in self._files()}
            for path, fact in sorted(facts.items(), key=lambda one: -one[1].st_mtime):
                left -= fact.st_size
                if left < 0 or fact.st_mtime < oldest:
                    try:
                        path.unlink(missing_ok=True)
                    except OSError as error:
                        log.warning("%s cannot be deleted: %s", path, error.strerror)

    def _settle(self) -> None:
        """Wait for what is being written."""
        if self._last is not None:
            self._last.result()

    def _files(self) -> list[Path]:
        found = self._folder.glob("*.flac")
        return [path for path in found if _RUN_ID.fullmatch(path.stem) and path.is_file()]

    def _path(self, run_id: str) -> Path:
        return self._folder / f"{run_id}.flac"


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable(
            f"The sound cannot be deleted: {error.strerror}.",
            cure="Make the folder of recordings writable for the user the hub runs as.",
            code="folder_unusable",
        ) from error


def _not_kept(run_id: str) -> NotFound:
    return NotFound(
        f"The sound of run {run_id!r} is not kept.",
        cure="Set keep_audio to “failed” or “all” to keep the sound of commands to come.",
        code="no_recording",
    )
