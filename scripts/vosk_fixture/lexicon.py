"""The words the model knows, how they are spoken, and the sentences it is trained on."""

import random
from dataclasses import dataclass

UNKNOWN = "[unk]"
"""The word Vosk gives for speech outside the vocabulary."""
SILENCE_PHONE, UNKNOWN_PHONE = 1, 2

_TABLE = """
a EY / AH; bedroom B EH D R UW M; close K L OW S / K L OW Z; door D AO R; eight EY T; five F AY V;
for F AO R; four F AO R; garage G ER AA ZH / G AE R IH JH; hallway HH AO L W EY; is IH Z; it IH T;
kitchen K IH CH AH N; lamp L AE M P; light L AY T; minutes M IH N AH T S; music M Y UW Z IH K;
nine N AY N; no N OW; off AO F; on AA N / AO N; one W AH N; open OW P AH N; please P L IY Z;
seven S EH V AH N; set S EH T; six S IH K S; stop S T AA P; ten T EH N; the DH AH / DH IY;
three TH R IY; time T AY M; timer T AY M ER; turn T ER N; two T UW; what W AH T; yes Y EH S
"""
"""Words and their pronunciations in ARPAbet, as general dictionaries of English have them."""

_OTHER_WORDS = """
about afternoon again airplane always animal answer apple autumn banana basket beautiful because
before between birthday blanket bottle brother butter camera candle carpet castle chair chicken
children chocolate circle city coffee computer corner cousin dangerous december different doctor
dollar dragon elephant enough evening family farmer father finger flower forest friend garden giant
grandmother green guitar hammer happy hello holiday hospital hundred interesting island jacket
journey jungle language laughter lemon library little machine market maybe memory mirror monday
morning mountain museum napkin never number ocean orange over oxygen paper pencil people picture
pillow planet police potato purple question quickly rabbit rainbow remember river running school
seventeen shoulder silver simple sister somebody spider strawberry sugar summer sunday tomorrow
thousand tiger together tomato travel umbrella under usual vegetable village visitor walk water
weather wednesday welcome whisper wild window winter wonderful world writing yellow yesterday
young zebra
"""
"""Words the model learns to take for unknown speech."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def pronunciations() -> dict[str, list[list[str]]]:
    """Return the ARPAbet pronunciations of every word."""
    lexicon = {}
    for entry in _TABLE.split(";"):
        word, phones = entry.split(maxsplit=1)
        lexicon[word] = [variant.split() for variant in phones.split("/")]
    return lexicon


WORDS = tuple(sorted(pronunciations()))
OTHER_WORDS = tuple(_OTHER_WORDS.split())


def command(rng: random.Random) -> list[str]:
    """Return the words of a random command."""
    pick = rng.choice
    text = pick(
        [
            f"turn {pick(['on', 'off'])} the {pick(['kitchen', 'hallway'])} light",
            f"turn {pick(['on', 'off'])} the {pick(['bedroom', 'hallway'])} lamp",
            f"turn {pick(['on', 'off'])} the {pick(['kitchen', 'bedroom'])} {pick(['light', 'lamp'])}",
            f"set a timer for {pick(_NUMBERS)} minutes",
            f"set a timer for {pick(_NUMBERS)} minutes",
            f"{pick(['open', 'close'])} the garage door",
            "what time is it",
            pick(["stop", "stop the music", "yes", "no", pick(_NUMBERS)]),
        ]
    )
    return ["please", *text.split()] if rng.random() < 0.2 else text.split()


def any_words(rng: random.Random, others: float = 0.0) -> list[str]:
    """Return one to five random words; ``others`` is the share of words outside the vocabulary."""
    return [
        rng.choice(OTHER_WORDS if rng.random() < others else WORDS)
        for _ in range(rng.randint(1, 5))
    ]


@dataclass(frozen=True, slots=True)
class Phones:
    """Kaldi's phones and what the network scores for each.

    Phone ids count from 1 and differ by the place in the word, as Vosk's word times need; output
    ids (Kaldi's pdfs) count from 0 and do not.
    """

    names: tuple[str, ...]
    outputs: tuple[int, ...]
    """Output id of each phone."""
    kinds: tuple[str, ...]
    """Place of each phone in a word, as word_boundary.int names it."""
    words: dict[str, list[list[int]]]
    """Phone ids of the pronunciations of each word."""

    @classmethod
    def shared(cls) -> "Phones":
        """Return phones that words have in common: a start from which training finds its way."""
        return cls._of(pronunciations())

    @classmethod
    def of_each_word(cls) -> "Phones":
        """Return phones of its own for every word: more certain for so few words."""
        return cls._of(
            {
                word: [[f"{phone}.{word}" for phone in variant] for variant in variants]
                for word, variants in pronunciations().items()
            }
        )

    @classmethod
    def _of(cls, lexicon: dict[str, list[list[str]]]) -> "Phones":
        sounds = sorted({phone for variants in lexicon.values() for v in variants for phone in v})
        output = {sound: index for index, sound in enumerate(sounds, 2)}
        ids: dict[tuple[str, str], int] = {("SIL", "nonword"): 1, ("SPN", "singleton"): 2}
        words = {UNKNOWN: [[UNKNOWN_PHONE]]}
        for word, variants in lexicon.items():
            words[word] = [
                [
                    ids.setdefault((sound, _kind(place, len(variant))), len(ids) + 1)
                    for place, sound in enumerate(variant)
                ]
                for variant in variants
            ]
        return cls(
            tuple(f"{sound}_{kind}" for sound, kind in ids),
            (0, 1, *(output[sound] for sound, _ in list(ids)[2:])),
            tuple(kind for _, kind in ids),
            words,
        )

    @property
    def output_count(self) -> int:
        """How many values the network gives for a frame."""
        return max(self.outputs) + 1

    def spoken(self, word: str) -> list[list[int]]:
        """Return the output ids of each pronunciation; other words are one unknown sound."""
        variants = self.words.get(word, self.words[UNKNOWN])
        return [[self.outputs[phone - 1] for phone in variant] for variant in variants]


def _kind(place: int, length: int) -> str:
    if length == 1:
        return "singleton"
    return "begin" if place == 0 else "end" if place == length - 1 else "internal"
