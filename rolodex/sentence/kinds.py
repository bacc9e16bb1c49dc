"""The words by which people say what kind of thing happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_SAID = {
    "meeting": "coffees?|tea|lunch|lunches|dinner|supper|breakfast|brunch"
    "|drinks?|beers?|pints?|wine|met up|met|meet"
    "|meeting|saw|visited|visit|walk|hike|catch-?up|catch up|caught up|ran into|bumped into"
    "|1:1|1-1|one-on-one|1-on-1"
    "|interview|workshop|retreat|offsite|stand-?up|sync|hangout|hung out|chat|chatted|talked|spoke",
    "call": "call|called|phone call|phone|phoned|rang|video call|videocall|zoom call|zoom|zoomed|teams call"
    "|skype|skyped|facetime|facetimed|webex|google meet|jitsi|hangouts",
    "email": "emails?|emailed|e-mail|e-mailed|mail|mailed",
    "message": "message|messaged|msg|dm|dmed|dm'd|text|texted|sms|whatsapp|whatsapped|slack|slacked|telegram"
    "|signal|pinged|wrote to|linkedin message|wechat|imessage",
    "event": "event|conference|conf|meetup|meet-up|party|hackathon|concert|wedding|barcamp",
    "note": "note|notes",
    "favour asked": "favou?r asked|asked(?= (?:\\w+ ){1,4}?for an? (?:\\w+ )?favou?r)"
    "|asked for a favou?r|asked a favou?r",
    "favour given": "favou?r given|did(?= (?:\\w+ ){1,3}an? (?:\\w+ )?favou?r)|gave a favou?r|did a favou?r",
    "introduction": "intro|intros|introduction|introduced|introducing",
}
"""By kind the words for it, longer phrases before the words they begin with."""

KIND_WORDS = (
    *("coffee", "call", "lunch", "dinner", "breakfast", "drinks", "tea", "met", "saw", "visited", "workshop"),
    *(
        "interview",
        "chat",
        "zoom",
        "phoned",
        "emailed",
        "messaged",
        "wrote to",
        "meetup",
        "conference",
        "intro",
    ),
)
"""Of the words above those that are offered while a line is begun."""

_PLAIN = re.compile(
    r"met|meet|meeting|call|called|phone call|phone|phoned|rang|emails?|emailed|e-mail|e-mailed|mail"
    r"|mailed|message|messaged|msg|event|notes?|favou?r (?:asked|given)"
)
"""Words that tell no more than their kind: they need not stay in the text."""

_VERB = re.compile(r"met(?: up)?|saw|rang|spoke|\w+ed|dm'd|hung out|caught up|ran into|bumped into")
_OBJECT = re.compile(r"saw|wrote to|ran into|bumped into|visited|intro\w*")
"""Words beside which the names stay: without them the text would not be one."""

_FILLERS = re.compile(
    r"(?:[^\w.;!?]|\b(?:i|we|and|just|had|have|having|did|got|went|grabbed|finally|then|another|the|an?|my|our"
    r"|first|second|third|1st|2nd|3rd|last|weekly|monthly|daily|quick|short|long|brief|great|good|nice|lovely|fun"
    r"|bad|phone|video|virtual|online|team|intro|private|support|follow-up|followup|late|early|big|small|some"
    r"|lots of|very|really|with|to|out|for|on|over|at|by))*"
)
_BEFORE_NOUN = re.compile(
    r"\bfor (?:an? )?(?:\w+ )?$"
    r"|\b(?:sent|wrote|got|received|gave|left|dropped)\b(?: (?:me|us|him|her|them)| \x00+)?"
    r" (?:an?|the|another) (?:\w+ )?$"
)
_TO_COME = re.compile(r"(?:\b(?:will|to|should|must|can|could|would|shall|don't|didn't|not)|'ll) $")
_WITH = re.compile(r" *(?:with\b|w/|w\b|@|\x00|from\b)")
_TOPIC = re.compile(r"\b(?:re|about|regarding)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """A word for a kind in a line."""

    start: int
    end: int
    kind: str
    is_plain: bool
    """It tells no more than the kind."""
    is_verb: bool
    keeps_names: bool


def find_kind(plain: str, own: Sequence[str], names: Sequence[tuple[int, int]]) -> Said | None:
    """The first word of the line that says what kind of thing happened; `own` are the book's own kinds.

    It counts where the line or a clause begins with it, a few words like `had a quick` before it; behind a
    name, `for` or the whole line's people; or right before `with`. `names` are where names stand.
    """
    pattern, kinds = _pattern(tuple(own))
    for found in pattern.finditer(plain):
        word = found[0]
        is_verb = _VERB.fullmatch(word) is not None
        if not _counts(plain, found, is_verb, names):
            continue
        kind = next(kinds[name] for name, group in found.groupdict().items() if group)
        plain_word = _PLAIN.fullmatch(word) is not None or word == kind
        keeps = _OBJECT.fullmatch(word) is not None
        return Said(found.start(), found.end(), kind, plain_word, is_verb, keeps)
    return None


def kind_begins(plain: str, at: int, own: Sequence[str]) -> bool:
    """Whether a word for a kind stands there, whatever it means."""
    return _pattern(tuple(own))[0].match(plain, at) is not None


def _counts(plain: str, found: re.Match[str], is_verb: bool, names: Sequence[tuple[int, int]]) -> bool:
    before = plain[: found.start()]
    if _TOPIC.search(before) or _TO_COME.search(before):
        return False
    for start, end in names:
        before = before[:start] + "\x00" * len(before[start:end]) + before[end:]
    clause = re.split(r"[.;!?,] |[!?] ?", before)[-1]
    if is_verb:
        return _FILLERS.fullmatch(before) is not None or _FILLERS.fullmatch(clause) is not None
    if _FILLERS.fullmatch(before) or _BEFORE_NOUN.search(before):
        return True
    after = plain[found.end() :]
    ahead_name = any(start - found.end() <= 1 and start >= found.end() for start, _ in names)
    return _WITH.match(after) is not None or ahead_name


@lru_cache(8)
def _pattern(own: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern with a group for each kind, and the kind of each group. A book's own word goes first."""
    said = dict(_SAID)
    mine = [kind for kind in own if kind not in said and kind.strip()]
    ways = [(kind, re.escape(kind)) for kind in mine] + list(said.items())
    groups = "|".join(f"(?P<k{number}>{way})" for number, (_, way) in enumerate(ways))
    kinds = {f"k{number}": kind for number, (kind, _) in enumerate(ways)}
    return re.compile(rf"(?<![\w/.@#-])(?:{groups})(?![\w/@]|['-]\w)"), kinds
