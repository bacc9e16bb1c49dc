"""Statistics: how many people there are of which kind, when one met them, and when one talked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rolodex.book.searching import Searching
from rolodex.dates import last_months
from rolodex.store import categories, introductions, statistics, tags

MONTHS = 24
"""How many months are told of, the present one last."""
YEARS = 30
_SILENT = 5


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody with whom one has not talked for long."""

    uid: str
    name: str
    last: str
    """The local day of the last talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The people and talks of a book, counted. Archived people count only in `archived`."""

    people: int
    archived: int
    starred: int
    untagged: int
    never_talked: int
    met_by_year: Mapping[str, int]
    """People, for each year from the first in which one met somebody to the present one, at most 30."""
    added_by_month: Mapping[str, int]
    """People, for each of the last 24 months (UTC), `2026-11`, the oldest first."""
    talks: int
    """Interactions that are no notes, however many people were there."""
    talks_by_month: Mapping[str, int]
    """Talks, for each of the last 24 months of local days, the oldest first."""
    talks_by_kind: Mapping[str, int]
    """Talks, most first."""
    introductions_by_month: Mapping[str, int]
    """Those that were made, for each of the last 24 months of local days, the oldest first."""
    longest_silent: tuple[Silent, ...]
    """With whom the last talk is longest ago, those first."""


class Counting(Searching):
    """A book in numbers."""

    def statistics(self) -> Statistics:
        """Count people and talks; some 80 ms at 100,000 people and 500,000 interactions."""
        months = self._months()
        heads = statistics.heads(self._connection, months)
        by_kind, by_month = statistics.talks(self._connection, months)
        return Statistics(
            people=heads.total,
            archived=heads.archived,
            starred=heads.starred,
            untagged=statistics.untagged(self._connection),
            never_talked=heads.total - statistics.talked(self._connection),
            met_by_year=self._years(heads.by_met),
            added_by_month=heads.by_added,
            talks=by_kind.total(),
            talks_by_month=by_month,
            talks_by_kind=dict(by_kind.most_common()),
            introductions_by_month=dict.fromkeys(months, 0)
            | introductions.made_by_month(self._connection, f"{months[0]}-01"),
            longest_silent=tuple(
                Silent(*row) for row in statistics.longest_silent(self._connection, _SILENT)
            ),
        )

    def people_by_category(self) -> dict[str, int]:
        """How many people each category holds, in the order of the sidebar; some 50 ms at 100,000 people."""
        listed = categories.listed(self._connection)
        return {category.name: self.count(category.query) for category in listed}

    def people_by_tag(self, limit: int = 12) -> dict[str, int]:
        """How many people carry each of the most frequent tags or one below it; some 50 ms, as above."""
        listed = sorted(tags.counted(self._connection), key=lambda tag: (-tag.count, tag.name))
        return {tag.name: tag.count for tag in listed[:limit] if tag.count}

    def _months(self) -> list[str]:
        """The last months as `2026-11`, the present one last."""
        return [month.isoformat()[:7] for month in last_months(self.today, MONTHS)]

    def _years(self, counts: Counter[str]) -> dict[str, int]:
        """The counts of the last years, those in which there is nobody too."""
        years = [f"{year:04}" for year in range(max(1, self.today.year - YEARS + 1), self.today.year + 1)]
        first = next((number for number, year in enumerate(years) if counts[year]), len(years))
        return {year: counts[year] for year in years[first:]}
