"""What queries ask of favours, as SQL."""

from __future__ import annotations

_OPEN = "done_on = '' AND answer <> 'no'"
_ASKED = "whom = 'them' AND times > 0"


def _some(condition: str) -> str:
    return f"contact.id IN (SELECT contact_id FROM favour WHERE {condition})"


IS = {
    "owing": _some(f"whom = 'me' AND {_OPEN}"),
    "owed": _some(f"whom = 'them' AND answer = 'yes' AND {_OPEN}"),
    "unanswered": _some(f"whom = 'them' AND answer = '' AND {_OPEN}"),
    "never-answered": _some(f"{_ASKED} GROUP BY contact_id HAVING max(answer) = ''"),
}
"""State -> whether it holds. One `owes` what one promised, and an answer to what one was asked."""

HAS = _some("true")
"""Whether there ever was one."""

SAYS = _some("instr(folded(what), ?) > 0 OR instr(folded(note), ?) > 0")
"""Whether what it is about, or its note, has a folded text in it; bound to it twice."""

_NEVER_ASKED = f"NOT EXISTS (SELECT 1 FROM favour WHERE contact_id = contact.id AND {_ASKED})"
ANSWERS = (
    _NEVER_ASKED,
    # the share that was answered, and of the same share first who left more unanswered
    "(SELECT 1000000.0 * sum(answer <> '') / count(*) - sum(answer = '') FROM favour"
    f" WHERE contact_id = contact.id AND {_ASKED})",
)
"""What sorts last, and by what the others are sorted, of the order `answers`."""
