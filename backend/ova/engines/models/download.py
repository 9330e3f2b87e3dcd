"""Fetching one file so that nothing that arrived has to be fetched again.

Ranges and validators: RFC 9110, sections 13.1.5 (If-Range) and 14 (Range, Content-Range).
"""

import hashlib
import re
from contextlib import suppress
from pathlib import Path

import requests

from ova.core import Unavailable
from ova.engines.models.disk import disk_faults
from ova.engines.models.errors import DiskFull, NoSuchModel, NoWay, WrongChecksum
from ova.engines.models.model import ModelFile
from ova.engines.models.progress import InstallStep, Progress, Report, Stop
from ova.engines.models.upstream import TIMEOUT_S, no_way

_PIECE = 16 * 1024
_TRIES = 6
"""Failures in a row, without a byte in between, after which a server is given up."""
_PASSING = (408, 425, 429, 500, 502, 503, 504)
"""Answers that may be others a moment later."""
_CONTENT_RANGE = re.compile(r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)")
_SLACK_BYTES = 1_000_000
"""So much may a file be larger than was announced: lists are not always up to date."""


class _Dropped(Exception):
    """The connection broke off; what arrived is kept."""


class Download:
    """One file on its way into a folder: as ``NAME.part``, and as ``NAME`` when it is whole."""

    def __init__(
        self,
        session: requests.Session,
        address: str,
        file: ModelFile,
        folder: Path,
        *,
        pause_s: float = 0.5,
    ) -> None:
        """Fetch ``file`` from ``address``. ``pause_s`` is the first pause after a failure."""
        self._session = session
        self._address = address
        self._file = file
        self._pause_s = pause_s
        self.target = folder / file.name
        self._part = folder / f"{file.name}.part"
        self._validator = folder / f"{file.name}.part.tag"
        self._answered = False

    @property
    def done(self) -> int:
        """Bytes on disk."""
        for path in (self.target, self._part):
            with suppress(OSError):
                return path.stat().st_size
        return 0

    def run(self, report: Report, stop: Stop) -> Path:
        """Return the whole file, fetching what is missing of it.

        Raises NoWay, NoSuchModel, DiskFull, InstallStopped; what arrived is kept, except when the
        disk is full.
        """
        if self.target.is_file():
            return self.target
        self._part.parent.mkdir(parents=True, exist_ok=True)
        failures = 0
        while True:
            before = self.done
            try:
                with disk_faults(self._part.parent):
                    self._go_on(report, stop)
                    self._part.replace(self.target)
                self._validator.unlink(missing_ok=True)
                return self.target
            except _Dropped as drop:
                failures = 1 if self.done > before else failures + 1
                cause = drop.__cause__
                if not self._answered or failures >= _TRIES:
                    if isinstance(cause, requests.RequestException):
                        raise no_way(self._address, cause) from cause
                    raise NoWay(
                        f"The connection to {self._address} breaks off again and again.",
                        cure="Install it again later: it goes on from where it is.",
                    ) from drop
                stop.wait(self._pause_s * 2 ** (failures - 1))
            except DiskFull:
                self.discard()
                raise

    def discard(self) -> None:
        """Delete what arrived."""
        for path in (self.target, self._part, self._validator):
            path.unlink(missing_ok=True)

    def _go_on(self, report: Report, stop: Stop) -> None:
        stop.check()
        have = self.done
        headers = {"Accept-Encoding": "identity"}
        if have:
            headers["Range"] = f"bytes={have}-"
            if self._validator.is_file():
                headers["If-Range"] = self._validator.read_text(encoding="latin-1")
        try:
            with self._session.get(
                self._address, headers=headers, stream=True, timeout=TIMEOUT_S
            ) as response:
                start = self._start(response, have)
                if start is not None:
                    with stop.interrupting(lambda: _hang_up(response)):
                        self._write(response, start, report, stop)
        except requests.RequestException as error:
            if error.response is not None and error.response.status_code not in _PASSING:
                raise no_way(self._address, error) from error
            raise _Dropped from error

    def _start(self, response: requests.Response, have: int) -> int | None:
        """Return where the answer's bytes belong; None when all of them are here already."""
        if response.status_code in (404, 410):
            raise NoSuchModel(
                f"There is no file at {self._address}.",
                cure="Choose another model: 'ova models list'; a mirror may not have this one.",
                code="not_upstream",
            )
        self._answered = True
        span = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if response.status_code == 416:
            if span and span[2] == str(have):
                return None
            self.discard()
            raise _Dropped
        response.raise_for_status()
        if response.status_code == 206:
            if span and span[1] == str(have):
                return have
            self.discard()
            raise _Dropped
        return 0

    def _write(self, response: requests.Response, start: int, report: Report, stop: Stop) -> None:
        left = response.headers.get("Content-Length", "")
        total = start + int(left) if left.isdigit() else self._file.size
        if start == 0:
            self._keep_validator(response)
        done = start
        report(Progress(InstallStep.DOWNLOAD, done, total))
        with self._part.open("ab" if start else "wb") as part:
            for piece in response.iter_content(_PIECE):
                stop.check()
                part.write(piece)
                done += len(piece)
                self._refuse_endless(done)
                report(Progress(InstallStep.DOWNLOAD, done, total))
        if total is not None and done < total:
            raise _Dropped  # of a server that did not say how much was to come

    def _keep_validator(self, response: requests.Response) -> None:
        """Remember what tells whether the file has changed; a weak ETag may not be used."""
        tag = response.headers.get("ETag", "")
        validator = tag if tag and not tag.startswith("W/") else ""
        validator = validator or response.headers.get("Last-Modified", "")
        if validator:
            self._validator.write_text(validator, encoding="latin-1")
        else:
            self._validator.unlink(missing_ok=True)

    def _refuse_endless(self, done: int) -> None:
        if self._file.size is not None and done > 2 * self._file.size + _SLACK_BYTES:
            self.discard()
            raise Unavailable(
                f"{self._address} gives much more than the {self._file.size} bytes it should.",
                cure="The server or mirror holds something else under this name.",
                code="wrong_size",
            )


def _hang_up(response: requests.Response) -> None:
    """End a read that is under way in another thread; it may have ended by itself."""
    with suppress(OSError, ValueError):
        response.raw.shutdown()


def verify(path: Path, wanted: str, report: Report, stop: Stop) -> str:
    """Return the checksum of a file, which is the wanted one (``md5:…``, ``sha256:…``).

    Where none is known the SHA-256 is returned. Raises WrongChecksum.
    """
    algorithm = wanted.partition(":")[0] or "sha256"
    summed = hashlib.new(algorithm, usedforsecurity=False)
    done, total = 0, path.stat().st_size
    with path.open("rb") as content:
        while piece := content.read(1024 * 1024):
            stop.check()
            summed.update(piece)
            done += len(piece)
            report(Progress(InstallStep.VERIFY, done, total))
    found = f"{algorithm}:{summed.hexdigest()}"
    if wanted and found != wanted:
        raise WrongChecksum(
            f"{path.name} is not what was published: {found} instead of {wanted}.",
            cure="It was deleted: install it again. If it stays so, the server or mirror holds a "
            "damaged file.",
        )
    return found
