"""Messages of a service gathered to talks: one a conversation and day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from rolodex.model import Talk
from rolodex.text import one_line

_CROWD = 8
"""People in a conversation, oneself among them, above which only those who wrote on a day talked that day."""
_FIRST_WORDS = 120
"""Characters of a message that are kept."""


@dataclass(slots=True)
class _Day:
    """What one conversation was on one day."""

    first: datetime
    text: str
    line: int
    parties: dict[str, None] = field(default_factory=dict)
    writers: dict[str, None] = field(default_factory=dict)


class Conversations:
    """The messages of one file."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._days: dict[tuple[str, str], _Day] = {}

    def add(
        self, conversation: str, at: datetime, text: str, writer: str, others: Iterable[str], line: int
    ) -> None:
        """One message: its conversation, when (UTC), its writer, who else takes part, and where it stands."""
        # by the day in UTC, so that an import in another time zone finds the same days
        key = (conversation, at.date().isoformat())
        day = self._days.get(key)
        if day is None:
            day = self._days[key] = _Day(at, text, line)
        elif at < day.first or (text and not day.text):
            day.first, day.text, day.line = min(at, day.first), text or day.text, line
        day.writers[writer] = None
        day.parties.update(dict.fromkeys((writer, *others)))

    def talks(self) -> tuple[Talk, ...]:
        """All of them, in the order of the file. Keys of a talk are the same in the next export."""
        return tuple(
            Talk(
                source_key=f"{self._service}-message:{conversation}:{date}",
                on=local_day(day.first),
                text=_first_words(day.text),
                parties=tuple(day.parties if len(day.parties) <= _CROWD else day.writers),
                line=day.line,
            )
            for (conversation, date), day in self._days.items()
        )


def local_day(at: datetime) -> str:
    """The local day of a time in UTC."""
    return at.astimezone().date().isoformat()


def from_seconds(seconds: object) -> datetime | None:
    """A Unix time as UTC; None for what is none."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        # the first and the last days there are have no local day everywhere
        return datetime.fromtimestamp(seconds, UTC) if 86400 <= seconds < 4102444800 else None
    except (ValueError, OverflowError, OSError):
        return None


def _first_words(text: str) -> str:
    line = one_line(text[: 4 * _FIRST_WORDS])
    return line if len(line) <= _FIRST_WORDS else f"{line[: _FIRST_WORDS - 1].rstrip()}…"
