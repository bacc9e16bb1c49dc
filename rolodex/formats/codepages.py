"""Which code page of Windows a text is in that is not Unicode: programs write that of their language.

Nothing in such a file says it. It is told by how words look: in the right one capitals stand first, the final
letters of Greek and Hebrew last, and no sign that is no letter stands within a word.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

_SAMPLE = 2**18
_FEWEST = 2
"""Words that must tell. The card of one person has about four."""
_MOST_OF = 0.8
"""Of the words, so many must look right; some are cut off or of another language."""

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{3,}")
# Polish has letters where Windows-1252 has ¹, ³, ¼, ¾ and ¿; but no word of it is `cm³`.
_POLISH = re.compile(rb"[a-z\xf3][\xb9\xb3\xbf](?:[a-z\xf3\xea\xe6]|\Z)(?<!\A[ckdm]m\xb3)|[A-Z]\xb3[a-z]")
# Where Czech has ř Danish has ø, but in no word of it is also í, ý, ì, š or ž; in Faroese the first two are.
_CZECH = re.compile(rb"[\xed\xfd\xec\x9a\x9e].*\xf8|\xf8.*[\xed\xfd\xec\x9a\x9e]")
_FAROESE = b"\xf0"

_SCRIPTS = {
    "cp1255": re.compile("[אבגדהוזחטיכלמנסעפצקרשת]+[ךםןףץ]?"),
    "cp1251": re.compile("[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+"),
    "koi8_r": re.compile("[А-ЯЁ]?[а-яё]+|[А-ЯЁ]{4,}"),
    "cp1253": re.compile("(?=[^ά-ώ]*[ά-ώΆ-Ώ])[Α-ΩΆ-Ώ]?[α-ρσ-ωά-ώ]*ς?|[Α-Ω]+"),
    "cp1256": re.compile("[ء-غف-يپچژگک]+"),
}
"""How a word looks in each script. Hebrew is first: to Cyrillic it looks like words without capitals."""
_WIDE = {
    "cp932": re.compile("[\u3041-\u30ff\u4e00-\u9fff\u3005]+"),
    "cp949": re.compile("[가-힣]+"),
    "gbk": re.compile("[\u4e00-\u9fff]+"),
    "big5": re.compile("[\u4e00-\u9fff]+"),
}
_BEYOND = re.compile(r"[^\x00-\x7f]+")
# Of two bytes each, the first of the characters that are in use; others are what bytes of one make by chance.
_IN_USE = {
    "cp932": (0x81, 0x98),
    "cp949": (0xB0, 0xC8),
    "gbk": (0xB0, 0xD7),
    "big5": (0xA4, 0xC6),
}


def beyond_ascii(data: bytes) -> bytes:
    """A sample of the bytes, from where they are no more ASCII alone; empty where they always are."""
    # isascii is a hundred times as fast as the search
    first = None if data.isascii() else _BEYOND_ASCII.search(data)
    begin = max(0, first.start() - 100) if first else len(data)
    return data[begin : begin + _SAMPLE]


def codepage(data: bytes) -> str:
    """The name of the codec for bytes that are not Unicode.

    Empty for those that are, and where nothing speaks against Windows-1252.
    """
    sample = beyond_ascii(data)
    if not sample:
        return ""
    try:
        # not final: the sample may end within a character
        codecs.utf_8_decode(sample, "strict", False)
        return ""
    except UnicodeDecodeError:
        pass
    words = [word for word in _WORD.findall(sample) if not word.isascii()]
    solid = [word for word in words if not re.search(rb"[A-Za-z]", word)]
    if len(solid) < max(_FEWEST, len(words) / 2):
        return "cp1250" if any(map(_POLISH.search, words)) or _is_czech(words) else _wide(sample)
    scores = {name: _score(solid, name) for name in _SCRIPTS}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _MOST_OF else _wide(sample)


def _is_czech(words: Sequence[bytes]) -> bool:
    return any(map(_CZECH.search, words)) and not any(_FAROESE in word for word in words)


def _score(words: Sequence[bytes], name: str) -> float:
    """Which part of the words look like some of the script."""
    looks_right = _SCRIPTS[name].fullmatch
    return sum(bool(looks_right(word.decode(name, "replace"))) for word in words) / len(words)


def _wide(sample: bytes) -> str:
    """The code page of two bytes a character, in which most of the characters are in use and stand together.

    To these, a curled apostrophe or quote of Windows-1252 and the letter behind it are one character.
    """
    for name, (least, most) in _IN_USE.items():
        try:
            # not final: the sample may end within a character
            text = codecs.getincrementaldecoder(name)().decode(sample)
        except UnicodeDecodeError:
            continue
        together = _BEYOND.findall(text)
        joined = "".join(together)
        common = sum(least <= character.encode(name)[0] <= most for character in joined)
        written = sum(len(found[0]) for found in _WIDE[name].finditer(joined))
        if min(common, written) >= 0.9 * len(joined) and len(joined) >= max(4, 1.5 * len(together)):
            return name
    return ""
