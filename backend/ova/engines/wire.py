"""The messages between the pool and its own worker processes: a JSON head and raw bytes.

Frame: two little-endian uint32 (length of head, length of body), head, body.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ova.core import OvaError, Transcript, Unheard, WordArc, WordGraph, WordTime
from ova.engines import errors
from ova.engines.events import SpeechEvent

Head = dict[str, Any]
_LENGTHS = struct.Struct("<II")


def pack(head: Head, body: bytes = b"") -> bytes:
    """Return one frame."""
    text = json.dumps(head, separators=(",", ":")).encode()
    return _LENGTHS.pack(len(text), len(body)) + text + body


class Unpacker:
    """Cuts a byte stream into frames."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[Head, bytes]]:
        """Yield the frames these bytes complete."""
        self._data += data
        while len(self._data) >= _LENGTHS.size:
            head_size, body_size = _LENGTHS.unpack_from(self._data)
            head_end = _LENGTHS.size + head_size
            end = head_end + body_size
            if len(self._data) < end:
                return
            head = json.loads(self._data[_LENGTHS.size : head_end])
            body = bytes(self._data[head_end:end])
            del self._data[:end]
            yield head, body


def graph_to_bytes(graph: WordGraph) -> bytes:
    """Return a graph as JSON."""
    return json.dumps(_graph_to_json(graph), separators=(",", ":")).encode()


def graph_from_bytes(data: bytes) -> WordGraph:
    """Return the graph ``graph_to_bytes`` wrote."""
    return _graph_from_json(json.loads(data))


def with_answers(head: Head, answers: WordGraph | None) -> Head:
    """Return the head of a job with the answers it is to hear."""
    return head if answers is None else {**head, "answers": _graph_to_json(answers)}


def answers_of(head: Head) -> WordGraph | None:
    """Return the answers a job is to hear besides what is heard always."""
    return _graph_from_json(head["answers"]) if "answers" in head else None


def transcript_to_json(transcript: Transcript) -> Head:
    """Return a transcript as a JSON object."""
    return asdict(transcript)


def transcript_from_json(data: Head) -> Transcript:
    """Return the transcript ``transcript_to_json`` wrote."""
    return Transcript(
        text=data["text"],
        confidence=data["confidence"],
        alternatives=tuple(data["alternatives"]),
        weights=tuple(data["weights"]),
        words=tuple(WordTime(**word) for word in data["words"]),
        engine=data["engine"],
        unheard=Unheard(data["unheard"]) if data["unheard"] else None,
    )


def event_to_json(event: SpeechEvent) -> Head:
    """Return an event as a JSON object."""
    return {
        "kind": event.kind,
        "t": event.timestamp_s,
        "text": event.text,
        "transcript": event.transcript and transcript_to_json(event.transcript),
        "error": event.error and error_to_json(event.error),
    }


def event_from_json(data: Head) -> SpeechEvent:
    """Return the event ``event_to_json`` wrote."""
    return SpeechEvent(
        kind=data["kind"],
        timestamp_s=data["t"],
        text=data["text"],
        transcript=transcript_from_json(data["transcript"]) if data["transcript"] else None,
        error=error_from_json(data["error"]) if data["error"] else None,
    )


def error_to_json(error: OvaError) -> Head:
    """Return an error as a JSON object."""
    return {
        "type": type(error).__name__,
        "message": error.message,
        "cure": error.cure,
        "code": error.code,
    }


def error_from_json(data: Head) -> errors.EngineError:
    """Return the error ``error_to_json`` wrote; one of another room becomes an EngineError."""
    kind = getattr(errors, data["type"], errors.EngineError)
    error: errors.EngineError = kind(data["message"], cure=data["cure"], code=data["code"])
    return error


def _graph_to_json(graph: WordGraph) -> list[Any]:
    arcs = [[arc.start, arc.end, arc.word, arc.probability] for arc in graph.arcs]
    return [graph.states, graph.final, graph.key, arcs]


def _graph_from_json(data: list[Any]) -> WordGraph:
    states, final, key, arcs = data
    return WordGraph(states, final, tuple(WordArc(*arc) for arc in arcs), key)
