"""LinkedIn's endorsements and recommendations: evidence of who knows whose work, for people in the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from rolodex.formats.days import read_day
from rolodex.formats.draft import Draft, contact_of
from rolodex.formats.format import Format
from rolodex.formats.handles import handle_in_url
from rolodex.formats.headers import key_of
from rolodex.formats.sources import Source
from rolodex.formats.table import find_table, flat, has_table
from rolodex.model import BadInput, Interaction, Reading, Record, Skipped

_ENDORSED = frozenset(("endorsementdate", "skillname"))
_RECOMMENDED = frozenset(("firstname", "lastname", "text", "creationdate", "status"))


def recognises_endorsements(source: Source) -> bool:
    """Whether the file has the header of Endorsement_Received_Info.csv or Endorsement_Given_Info.csv."""
    return has_table(source.data, _names_endorsements)


def recognises_recommendations(source: Source) -> bool:
    """Whether the file has the header of Recommendations_Received.csv or Recommendations_Given.csv."""
    return has_table(source.data, _names_recommendations)


def _names_endorsements(cells: Sequence[str]) -> int:
    return int(set(map(key_of, cells)) >= _ENDORSED)


def _names_recommendations(cells: Sequence[str]) -> int:
    return int(set(map(key_of, cells)) >= _RECOMMENDED)


@dataclass(slots=True)
class _Endorsed:
    """What one person was endorsed for by another on one day."""

    draft: Draft
    on: str
    skills: dict[str, None] = field(default_factory=dict)


def read_endorsements(source: Source, today: date) -> Reading:
    """An entry of the kind `endorsement` for each person and day, with the skills.

    Nobody new is made of them. Raises BadInput when there is no such header.
    """
    table = find_table(source.data, _names_endorsements)
    if table is None:
        raise BadInput(f"{source.name} has no row with the columns “Endorsement Date” and “Skill Name”.")
    keys = [key_of(name) for name in table.header]
    whose = "endorsee" if "endorseefirstname" in keys else "endorser"
    found: dict[tuple[str, str], _Endorsed] = {}
    for line, cells in table:
        said = dict(zip(keys, cells, strict=False))
        names = said.get(f"{whose}firstname", ""), said.get(f"{whose}lastname", "")
        draft = _person(line, *names, said.get(f"{whose}publicurl", ""))
        on, skill = _day(said["endorsementdate"], today), flat(said.get("skillname", ""))
        if not draft.name() or not on or not skill:
            table.skipped.append(Skipped(line, "an endorsement without a name, a day or a skill"))
            continue
        key = draft.keys(draft.name())[0]
        found.setdefault((key, on), _Endorsed(draft, on)).skills[skill] = None
    way, words = (
        ("given", "you endorsed them for") if whose == "endorsee" else ("received", "endorsed you for")
    )
    records = [
        _record(
            one.draft,
            Interaction(
                on=one.on,
                kind="endorsement",
                text=f"{words} {', '.join(one.skills)}",
                source_key=f"linkedin-endorsement:{way}:{key}:{one.on}",
            ),
        )
        for (key, _), one in found.items()
    ]
    return _reading(source, "linkedin-endorsements", records, table.skipped, table.line)


def read_recommendations(source: Source, today: date) -> Reading:
    """An entry of the kind `recommendation` for each, with its text; the file's name says who gave it.

    Nobody new is made of them. Raises BadInput when there is no such header.
    """
    table = find_table(source.data, _names_recommendations)
    if table is None:
        raise BadInput(f"{source.name} has no row with the columns “Text” and “Creation Date”.")
    keys = [key_of(name) for name in table.header]
    given = "given" in key_of(source.base_name)
    records = []
    for line, cells in table:
        said = dict(zip(keys, cells, strict=False))
        draft = _person(line, said.get("firstname", ""), said.get("lastname", ""), "")
        created = said.get("creationdate", "")
        on, text = _day(created, today), said.get("text", "")
        if not draft.name() or not on or not text:
            table.skipped.append(Skipped(line, "a recommendation without a name, a day or a text"))
            continue
        way, words = ("given", "you recommended them:") if given else ("received", "recommended you:")
        entry = Interaction(
            on=on,
            kind="recommendation",
            text=f"{words} {text}",
            source_key=f"linkedin-recommendation:{way}:{draft.keys(draft.name())[0]}:{flat(created)}",
        )
        records.append(_record(draft, entry))
    return _reading(source, "linkedin-recommendations", records, table.skipped, table.line)


def _day(text: str, today: date) -> str:
    """The day of a date that has one; else empty."""
    day = read_day(text, today, "month first") or ""
    return day if len(day) == len("2022-06-20") else ""


def _person(line: int, given: str, family: str, url: str) -> Draft:
    draft = Draft(line)
    draft.values = {role: text for role, text in (("given", flat(given)), ("family", flat(family))) if text}
    if handle := handle_in_url(url):
        draft.handles = (handle,)
    return draft


def _record(draft: Draft, entry: Interaction) -> Record:
    contact = contact_of(draft)
    return Record(
        contact=contact,
        line=draft.line,
        keys=draft.keys(contact.name)[:1],
        interactions=(entry,),
        only_known=True,
    )


def _reading(
    source: Source, format: str, records: Sequence[Record], skipped: Sequence[Skipped], header: int
) -> Reading:
    return Reading(
        file=source.name,
        format=format,
        records=tuple(records),
        skipped=tuple(row for row in skipped if row.line > header),
    )


ENDORSEMENTS = Format(
    "linkedin-endorsements",
    "Endorsement_Received_Info.csv and Endorsement_Given_Info.csv of LinkedIn's data export",
    recognises_endorsements,
    read_endorsements,
    of_account=True,
)
RECOMMENDATIONS = Format(
    "linkedin-recommendations",
    "Recommendations_Received.csv and Recommendations_Given.csv of LinkedIn's data export",
    recognises_recommendations,
    read_recommendations,
    of_account=True,
)
