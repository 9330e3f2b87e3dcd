# ruff: noqa: RUF001 - phonetic letters look like others on purpose
"""From espeak-ng's IPA to the phones of the CMU dictionary (ARPAbet without stress)."""

import re

_IPA = {
    # diphthongs and affricates
    "eɪ": "EY", "aɪ": "AY", "ɔɪ": "OY", "aʊ": "AW", "oʊ": "OW", "əʊ": "OW", "tʃ": "CH", "dʒ": "JH",
    "ɪə": "IH AH", "eə": "EH AH", "ʊə": "UH AH", "tɕ": "CH", "dʑ": "JH", "iə": "IY AH",
    # vowels
    "i": "IY", "ɪ": "IH", "ᵻ": "IH", "ɨ": "IH", "e": "EY", "ɛ": "EH", "æ": "AE", "a": "AA", "ɑ": "AA",
    "ɒ": "AA", "ɐ": "AH", "ʌ": "AH", "ə": "AH", "ɜ": "ER", "ɚ": "ER", "ɝ": "ER", "ɔ": "AO", "o": "OW",
    "ʊ": "UH", "u": "UW", "ʉ": "UW", "y": "UW", "ʏ": "UH", "ø": "ER", "œ": "ER", "ɯ": "UH", "ɤ": "AH",
    "ɘ": "AH", "ɵ": "UH", "ɞ": "ER", "ɶ": "AA",
    # consonants
    "p": "P", "b": "B", "t": "T", "d": "D", "k": "K", "ɡ": "G", "g": "G", "f": "F", "v": "V", "θ": "TH",
    "ð": "DH", "s": "S", "z": "Z", "ʃ": "SH", "ʒ": "ZH", "h": "HH", "m": "M", "n": "N", "ŋ": "NG",
    "l": "L", "ɫ": "L", "ɹ": "R", "r": "R", "ɾ": "T", "j": "Y", "w": "W", "ʔ": "T",
    # neighbours of sounds English does not have
    "x": "K", "χ": "K", "ç": "HH", "ħ": "HH", "ɦ": "HH", "ɣ": "G", "ʁ": "R", "ʀ": "R", "ɻ": "R", "ɽ": "R",
    "ɲ": "N Y", "ɳ": "N", "ʎ": "L Y", "ɭ": "L", "ɬ": "L", "ɸ": "F", "β": "V", "ʋ": "V", "ʂ": "SH",
    "ɕ": "SH", "ʐ": "ZH", "ʑ": "ZH", "ʝ": "Y", "c": "K", "ɟ": "G", "q": "K", "ɢ": "G", "ʈ": "T", "ɖ": "D",
    "ɱ": "M", "ʍ": "W", "ɥ": "W",
}  # fmt: skip
_SYLLABIC = "\N{COMBINING VERTICAL LINE BELOW}"
_LONGEST = sorted(_IPA, key=len, reverse=True)
_TOKEN = re.compile("|".join(map(re.escape, _LONGEST)) + f"|{_SYLLABIC}")


def phones_from_ipa(ipa: str) -> tuple[str, ...]:
    """Return the phones of an IPA transcription; stress, length and tone marks are left out.

    A syllabic consonant gets the vowel English speakers hear before it. A rhotic vowel swallows
    the r that follows it, as the dictionary writes it.
    """
    phones: list[str] = []
    for token in _TOKEN.findall(ipa.replace("ː", "").replace("ˈ", "").replace("ˌ", "")):
        if token == _SYLLABIC:
            if phones:
                phones.insert(-1, "AH")
            continue
        for phone in _IPA[token].split():
            if phone == "R" and phones and phones[-1] == "ER":
                continue
            phones.append(phone)
    return tuple(phones)
