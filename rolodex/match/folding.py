"""Text as it is compared: without case and accents, cut into words, with the other ways to spell them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

LONGEST = 40
"""Characters of a word that are compared; what stands behind them is not looked at."""

_RUN = 6
"""Characters of a script without spaces that are one word; longer runs are cut."""

# Latin letters that Unicode does not decompose (casefold already makes ß into ss).
_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
    | {"ŧ": "t", "ŋ": "n", "ĸ": "k", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɲ": "n", "ə": "e"}
    # katakana as hiragana
    | {chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
)
# How German, Danish, Norwegian and Swedish names are written where these letters are missing.
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# Everyday romanisation, one letter at a time, of what is left of Cyrillic and Greek after folding.
_ROMAN = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфхыэіј", "abvgdeziklmnoprstufhyeij", strict=True))
    | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
    | {"є": "ye", "ґ": "g", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz"}
    | dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True))
    | {"θ": "th", "χ": "ch", "ψ": "ps"}
)
# Combining marks over Latin, Greek, Cyrillic, Hebrew and Arabic letters; vowel signs of Indic scripts stay.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u3099\u309a]+")
_APOSTROPHES = "'\u2019\u02bc`\u00b4\u2018"
APOSTROPHE = re.compile(f"(?<=\\w)[{_APOSTROPHES}](?=\\w)")

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
)
_SYMBOLS = "\u2190-\u2bff\U0001f000-\U0001faff"
_ASCII_WORD = re.compile(r"[a-z0-9]+")
# The same by str.translate and split, in half the time: letters in lower case, spaces where words part.
_PARTED = "".join([chr(code).lower() if chr(code).isalnum() else " " for code in range(128)])
_HYPHENS_OUT = str.maketrans(
    {"-": None} | {code: letter for code, letter in enumerate(_PARTED) if code != 45}
)
# A run without spaces, a word (Indic vowel signs are no \w), or one emoji.
WORD = re.compile(f"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\\W_]|[\u0900-\u0dff\u0f00-\u0fff])+|[{_SYMBOLS}]")
_NO_NAME = "0123456789 "
"""Who is called by a number has no name."""
_RUN_OF = re.compile(f"[{_UNSPACED}]")
COMPOUND = re.compile(f"(?<![^\\W_])[^\\W_]++(?:[-{_APOSTROPHES}][^\\W_]++)+")

# Words that start a family name and are as often written together with the rest.
_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "al bin da dal de del della den der des di do dos du el fitz la le les lo mac mc o saint san santa"
        " st ta te ten ter van vande vander von zu zum zur",
    )
)


def fold(text: str) -> str:
    """The text without case, accents and letters special to one language; characters keep their order."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SPECIAL)
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", folded))
    return unicodedata.normalize("NFC", bare).translate(_SPECIAL)


def words(text: str) -> list[str]:
    """The folded words in their order. Apostrophes vanish (`o'brien`); what is no letter or digit parts.

    A run of a script without spaces between words (Han, kana, Hangul, Thai, ...) is cut every few characters;
    an emoji is a word of its own.
    """
    if text.isascii() and "'" not in text and "`" not in text:
        plain = text.translate(_PARTED).split()
        return [word[:LONGEST] for word in plain] if len(text) > LONGEST else plain
    folded = fold(text)
    if APOSTROPHE.search(folded):
        folded = APOSTROPHE.sub("", folded)
    if folded.isascii():
        return [word[:LONGEST] for word in _ASCII_WORD.findall(folded)]
    found: list[str] = []
    for word in WORD.findall(folded):
        if is_run(word):
            found += [word[start : start + _RUN] for start in range(0, len(word), _RUN)]
        else:
            found.append(word[:LONGEST])
    return found


def index_words(text: str) -> list[str]:
    """Every word by which the text is found: its `words` first, then other spellings of them.

    Those are `mueller` of Müller, `ivanov` of Иванов, both sides of an apostrophe, hyphenated words as one,
    each ending of a run without spaces.
    """
    if text.isascii() and "'" not in text and "`" not in text:
        found = text.translate(_PARTED).split()
        if "-" in text:
            # the parts of a compound are words already
            found += _without_hyphens(text)
        return [word[:LONGEST] for word in found] if len(text) > LONGEST else found
    found = words(text) + _compound_words(text)
    if not text.isascii():
        for word in WORD.findall(fold(text)):
            if is_run(word):
                found += [word[start : start + _RUN] for start in range(len(word))]
        for other in (_spelt_out(text), romanised(text)):
            if other:
                found += words(other)
    return found


def joined_words(name: list[str]) -> list[str]:
    """What else the words of a name are written as: `vandenberg` of van den Berg and `jrr` of J.R.R."""
    letters = "".join([word if len(word) == 1 and word.isalpha() else " " for word in name])
    joined = [run for run in letters.split() if len(run) > 1]
    for start, word in enumerate(name[:-1]):
        if word in _PARTICLES:
            # of a name of ten thousand particles each start would go through all that follow
            last = min(len(name) - 1, start + LONGEST)
            end = start + 1
            while end < last and name[end] in _PARTICLES:
                end += 1
            joined.append("".join(name[start : end + 1])[:LONGEST])
    return joined


def may_join(name: list[str]) -> bool:
    """Whether `joined_words` finds anything where these words are part of a name."""
    return any(len(word) == 1 or word in _PARTICLES for word in name)


def romanised(text: str) -> str:
    """Cyrillic and Greek text in Latin letters, folded; empty when there is nothing to change."""
    folded = fold(text)
    latin = folded.replace("ου", "ou").translate(_ROMAN)
    return latin if latin != folded else ""


def spellings(text: str) -> list[tuple[str, ...]]:
    """For each of the `words` of a typed text the ways to look for it: folded, and in plain Latin letters."""
    found = words(text)
    if text.isascii():
        return [(word,) for word in found]
    others = [words(other) for other in (_spelt_out(text), romanised(text)) if other]
    others = [other for other in others if len(other) == len(found)]
    return [tuple(dict.fromkeys(ways)) for ways in zip(found, *others, strict=True)]


def sort_key(name: str) -> str:
    """What names are sorted by: Émile stands with E, other scripts after Latin, numbers and signs last."""
    return sort_key_of(words(name), name)


def sort_key_of(own: Sequence[str], name: str) -> str:
    """The same of a name whose words are known."""
    key = " ".join(own)
    return key if key.strip(_NO_NAME) else f"\U0010ffff{key or name}"


@lru_cache(4096)
def fold_character(character: str) -> str:
    """`fold` of one character: its length says how many folded characters come from one shown."""
    return fold(character)


def is_run(word: str) -> bool:
    """Whether the word is of a script without spaces between words: Han, kana, Hangul, Thai, ..."""
    return _RUN_OF.match(word) is not None


def _spelt_out(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).lower()
    spelt = composed.translate(_SPELT_OUT)
    return spelt if spelt != composed else ""


CHARACTER_SPELLINGS: tuple[Callable[[str], str], ...] = (
    fold_character,
    lru_cache(4096)(lambda character: fold(_spelt_out(character) or character)),
    lru_cache(4096)(lambda character: romanised(character) or fold(character)),
)
"""One character folded, as spelt out where its letter is missing, and in Latin letters."""


def _without_hyphens(text: str) -> list[str]:
    """Every hyphenated word of an ASCII text as one; there may be other words of the text beside them."""
    if "--" in text:
        return [compound.replace("-", "") for compound in COMPOUND.findall(text.lower())]
    return text.translate(_HYPHENS_OUT).split()


def _compound_words(text: str) -> list[str]:
    found: list[str] = []
    for compound in COMPOUND.findall(fold(text)):
        parts = [part for part in re.split(f"[-{_APOSTROPHES}]", compound) if part]
        found.append("".join(parts)[:LONGEST])
        found += [part[:LONGEST] for part in parts]
    return found
