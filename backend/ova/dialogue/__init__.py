"""Who may answer now, and what an answer means: sessions of satellites and conversations, questions
that were asked back, and the words that stop everything.

Law: pure. The time is an argument, nothing is stored on disk, no thread is started. It imports only
``ova.core`` and ``ova.language``.
"""

from ova.dialogue.answer import Answer, AnswerKind, answer, command_after_yes, only_names
from ova.dialogue.offered import heard_answers
from ova.dialogue.session import Session
from ova.dialogue.sessions import Asked, Sessions
from ova.dialogue.stop import StopKind, recognise_stop
from ova.dialogue.wordlists import answer_sentences, answer_words

__all__ = [
    "Answer",
    "AnswerKind",
    "Asked",
    "Session",
    "Sessions",
    "StopKind",
    "answer",
    "answer_sentences",
    "answer_words",
    "command_after_yes",
    "heard_answers",
    "only_names",
    "recognise_stop",
]
