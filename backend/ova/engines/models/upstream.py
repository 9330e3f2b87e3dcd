"""Where models come from: the publishers' servers, or a mirror that holds the same files."""

import json
import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import requests

from ova import __version__
from ova.core import InvalidInput
from ova.engines.models.errors import NoSuchModel, NoWay
from ova.engines.models.language import tag_in_name, tag_of
from ova.engines.models.model import ModelFile, ModelKind, Offer
from ova.engines.models.offers import find_offer, no_such_model

MIRROR_VARIABLE = "OVA_MODEL_MIRROR"
TIMEOUT_S = (10.0, 30.0)
"""To connect, and between two pieces."""
_BASES = {
    ModelKind.VOSK: "https://alphacephei.com/vosk/models",
    ModelKind.PIPER: "https://huggingface.co/rhasspy/piper-voices/resolve/main",
}
_LISTS = {ModelKind.VOSK: "model-list.json", ModelKind.PIPER: "voices.json"}
_MAX_LIST_BYTES = 20_000_000
_VOSK_NAME = re.compile(r"vosk-model(-[\w.+]+)+")
_FILE_NAME = re.compile(r"\w[\w.+-]*")
_PIPER_NAME = re.compile(r"[a-z]{2,3}_[A-Z]{2}-\w+-\w+")


class Upstream:
    """Knows the address of every file, and what a name stands for.

    A mirror holds below its address the folders ``vosk`` and ``piper``, each with what lies below
    the publisher's address.
    """

    def __init__(self, mirror: str | None = None) -> None:
        """Use a mirror, or the one ``OVA_MODEL_MIRROR`` names, or none. Raises InvalidInput."""
        address = os.environ.get(MIRROR_VARIABLE, "") if mirror is None else mirror
        address = address.strip().rstrip("/")
        if address and urlsplit(address).scheme not in ("http", "https"):
            raise InvalidInput(
                f"The model mirror “{address}” is no web address.",
                cure=f"Set {MIRROR_VARIABLE} to an address such as https://mirror.example/models.",
                code="bad_mirror",
            )
        address, account = _without_account(address)
        self._bases = {kind: f"{address}/{kind.value}" for kind in ModelKind} if address else _BASES
        self.session = requests.Session()
        self.session.headers["User-Agent"] = f"OpenVoiceAssistant/{__version__}"
        self.session.auth = account

    def close(self) -> None:
        """Close the connections."""
        self.session.close()

    def address(self, kind: ModelKind, path: str) -> str:
        """Return the address of a file."""
        return f"{self._bases[kind]}/{quote(path)}"

    def find(self, model_id: str) -> Offer:
        """Return a model of the catalogue, or else of upstream's own list.

        Raises NoSuchModel, NoWay.
        """
        offer = find_offer(model_id)
        if offer is not None:
            return offer
        self.check_name(model_id)
        return self.listed(model_id)

    def check_name(self, model_id: str) -> None:
        """Raise NoSuchModel for a name no model has, without asking anybody."""
        if not (_VOSK_NAME.fullmatch(model_id) or _PIPER_NAME.fullmatch(model_id)):
            raise no_such_model(model_id)

    def listed(self, model_id: str) -> Offer:
        """Return a model as upstream lists it today. Raises NoSuchModel, NoWay."""
        if model_id.startswith("vosk-model"):
            rows = self._list(ModelKind.VOSK)
            found = next((row for row in _dicts(rows) if row.get("name") == model_id), None)
            offer = _vosk(found) if found else None
        else:
            voices = self._list(ModelKind.PIPER)
            voice = voices.get(model_id) if isinstance(voices, dict) else None
            offer = _piper(model_id, voice) if isinstance(voice, dict) else None
        if offer is None or not offer.files:
            raise no_such_model(model_id)
        return offer

    def _list(self, kind: ModelKind) -> Any:
        address = self.address(kind, _LISTS[kind])
        try:
            with self.session.get(address, timeout=TIMEOUT_S, stream=True) as response:
                if response.status_code == 404:
                    raise NoSuchModel(
                        f"There is no list of models at {address}.",
                        cure="Use a model of the catalogue: 'ova models list' shows it.",
                    )
                response.raise_for_status()
                data = bytearray()
                for piece in response.iter_content(64 * 1024):
                    data += piece
                    if len(data) > _MAX_LIST_BYTES:
                        raise ValueError("longer than any list of models")
            return json.loads(data)
        except requests.RequestException as error:
            raise no_way(address, error) from error
        except ValueError as error:
            raise NoWay(
                f"The list of models at {address} cannot be read.",
                cure="Try again later; a mirror must give the publisher's file as it is.",
                code="bad_list",
            ) from error


def _without_account(address: str) -> tuple[str, tuple[str, str] | None]:
    """Part an address from the name and password in it, which no message may show."""
    parts = urlsplit(address)
    account, sign, host = parts.netloc.rpartition("@")
    name, _, password = account.partition(":")
    plain = parts._replace(netloc=host).geturl()
    return plain, (unquote(name), unquote(password)) if sign else None


def no_way(address: str, error: requests.RequestException) -> NoWay:
    """Return the error of a server that cannot be reached or refuses."""
    host = urlsplit(address).netloc
    if error.response is not None:
        return NoWay(
            f"{host} answers {error.response.status_code} for {address}.",
            cure="Try again later, or install from a file: 'ova models install FILE'.",
            code="server_refuses",
        )
    return NoWay(
        f"There is no way to {host}: {_plain(error)}.",
        cure=f"Check the network, set {MIRROR_VARIABLE} to a mirror you can reach, or fetch the "
        "archive elsewhere and install it without a network: 'ova models install FILE'.",
    )


def _plain(error: requests.RequestException) -> str:
    said = str(error)
    for sign, plain in (
        ("NameResolutionError", "its name cannot be resolved"),
        ("Connection refused", "the connection is refused"),
        ("Network is unreachable", "the network cannot be reached"),
        ("No route to host", "the network cannot be reached"),
        ("CERTIFICATE_VERIFY_FAILED", "its certificate cannot be trusted"),
        ("ProxyError", "the proxy does not let it through"),
        ("imed out", "it does not answer in time"),
    ):
        if sign in said:
            return plain
    return "the connection breaks off"


def _vosk(row: Mapping[str, Any]) -> Offer:
    name, size, md5 = row["name"], row.get("size"), row.get("md5")
    return Offer(
        id=name,
        kind=ModelKind.VOSK,
        language=tag_of(str(row.get("lang", ""))) or tag_in_name(name),
        licence="",
        version=str(row.get("version", "")),
        files=(ModelFile(f"{name}.zip", *_facts(size, md5)),),
    )


def _piper(name: str, voice: Mapping[str, Any]) -> Offer:
    files = voice.get("files")
    language = voice.get("language")
    return Offer(
        id=name,
        kind=ModelKind.PIPER,
        language=tag_of(str(language.get("code", "")) if isinstance(language, dict) else ""),
        licence="",
        version=str(voice.get("quality", "")),
        files=tuple(
            ModelFile(path, *_facts(facts.get("size_bytes"), facts.get("md5_digest")))
            for path, facts in (files.items() if isinstance(files, dict) else ())
            if isinstance(facts, dict) and _FILE_NAME.fullmatch(path.rpartition("/")[2])
        ),
    )


def _facts(size: object, md5: object) -> tuple[int | None, str]:
    known = isinstance(md5, str) and re.fullmatch(r"[0-9a-fA-F]{32}", md5)
    return size if isinstance(size, int) else None, f"md5:{str(md5).lower()}" if known else ""


def _dicts(rows: object) -> list[dict[str, Any]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
