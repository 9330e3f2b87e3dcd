"""Who may answer now, and what an answer means: sessions of satellites and conversations, questions
that were asked back by the hub or by a skill, and the words that stop everything.

Law: pure. The time is an argument, nothing is stored on disk, no thread is started. It imports only
``ova.core`` and ``ova.language``.
"""

from ova.dialogue.answer import answer, answer_aloud, command_after_yes, only_names
from ova.dialogue.answered import Answer, AnswerKind
from ova.dialogue.correction import Correction, is_repeat
from ova.dialogue.lone_stop import lone_stop, lone_stop_words
from ova.dialogue.offer import check_offer, offer_grammar
from ova.dialogue.offered import heard_answers
from ova.dialogue.session import SESSION_STAGE, Session
from ova.dialogue.sessions import ANSWER_WITHIN_S, Asked, Done, Sessions
from ova.dialogue.stop import StopKind, recognise_stop
from ova.dialogue.told_value import told_instead, told_value
from ova.dialogue.wordlists import answer_sentences, answer_words, conversation_sentences

__all__ = [
    "ANSWER_WITHIN_S",
    "SESSION_STAGE",
    "Answer",
    "AnswerKind",
    "Asked",
    "Correction",
    "Done",
    "Session",
    "Sessions",
    "StopKind",
    "answer",
    "answer_aloud",
    "answer_sentences",
    "answer_words",
    "check_offer",
    "command_after_yes",
    "conversation_sentences",
    "heard_answers",
    "is_repeat",
    "lone_stop",
    "lone_stop_words",
    "offer_grammar",
    "only_names",
    "recognise_stop",
    "told_instead",
    "told_value",
]
