"""vCards 2.1, 3.0 and 4.0 as people: what a contact has a place for is taken, and every line is kept.

The lines go into the book beside the contact (`Record.card`), so that vcardout writes back what is still true
and what nobody here understood: photos, departments, keys, the X- lines of every program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rolodex.formats.card_facts import MOST_FACTS, SEVERAL, Fact, FieldNames, facts, labels_of
from rolodex.formats.card_lines import Card, cards, holds_more
from rolodex.formats.content_lines import Line, as_text, parsed
from rolodex.formats.draft import Draft
from rolodex.formats.format import Format
from rolodex.formats.own_lines import AS_GIVEN
from rolodex.formats.packing import each, packed_records
from rolodex.formats.raw_lines import unified
from rolodex.formats.sources import Source
from rolodex.formats.table import flat
from rolodex.model import BadInput, Contact, Field, FieldType, Handle, Labelled, Reading, Record, Skipped

MOST_CARDS = 200_000
"""Of one file. Nobody knows as many people."""
# Not within a line, nor alone: in a table it may be what somebody is called.
_CARD = re.compile(rb"(?:^|[\r\n\xbf\xfe\xff])[ \t]*BEGIN:VCARD[ \t]*[\r\n]+[ \t]*[\w.-]+[:;]", re.IGNORECASE)
_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
_NAMING = ("name", "given", "family", "nickname", "company")


def recognises(source: Source) -> bool:
    """Whether the file begins a card."""
    if _CARD.search(source.data[:4000].replace(b"\0", b"")):
        return True
    return source.base_name.lower().endswith((".vcf", ".vcard")) and b"BEGIN:VCARD" in source.data.upper()


def read(source: Source, today: date) -> Reading:
    """The people of a file of cards. Groups of Apple's become tags of their members.

    Raises BadInput when there is no card in it.
    """
    data = unified(source.data)
    if holds_more(data, MOST_CARDS):
        raise BadInput(f"{source.name} holds more than {MOST_CARDS:,} cards: split it.")
    skipped: list[Skipped] = []
    groups: list[_Group] = []
    types: dict[str, FieldType] = {}
    card = None

    def found() -> Iterator[Record]:
        nonlocal card
        for card in cards(data):
            skipped.extend(card.left_out)
            if card.is_cut:
                skipped.append(Skipped(card.at, "a card that is not ended: the file is cut off"))
            elif _is_of(card, "group"):
                groups.append(_group(card))
            elif isinstance(told := _record(card, types), Record):
                yield told
            else:
                skipped.append(told)

    people = packed_records(found())
    if card is None:
        raise BadInput(f"{source.name} holds no vCard: no line of it says BEGIN:VCARD.")
    return Reading(
        file=source.name,
        format="vcard",
        cut=card.is_cut,
        records=_tagged(people, groups) if groups else people,
        fields=tuple(Field(name, type_) for name, type_ in types.items()),
        skipped=tuple(skipped),
    )


def _record(card: Card, types: dict[str, FieldType]) -> Record | Skipped:
    """The person of a card, or why it is nobody's; `types` takes the fields that it is the first to have."""
    labels = labels_of(card.lines)
    values: dict[str, str] = {}
    several: dict[str, list[Fact]] = {}
    said = [fact for line in card.lines for fact in facts(line, labels)]
    if len(said) > MOST_FACTS:
        return Skipped(card.at, f"a card of more than {MOST_FACTS:,} tags, emails and so on")
    said = [*map(FieldNames().named, said)]
    for fact in said:
        what, value, _ = fact
        if what in SEVERAL:
            several.setdefault(what, []).append(fact)
        else:
            values.setdefault(what, value)
    if "note" in values:
        values["note"] = "\n".join([fact.value for fact in said if fact.what == "note"])
    if values.get("given") == values.get("name") and "family" not in values and not _says_given(card):
        values.pop("given", None)
    emails, phones = _points(several.get("email")), _points(several.get("phone"))
    handles = dict.fromkeys(Handle(fact.label, fact.value) for fact in several.get("handle", ()))
    draft = Draft(
        card.at,
        {part: values[part] for part in _NAMING if part in values},
        emails=emails,
        phones=phones,
        handles=tuple(handles),
    )
    # a card is of somebody, be it a company
    company = draft.values.get("company", "")
    name = flat((company if _is_of(card, "org") and not draft.own_name() else "") or draft.name() or company)
    if not name:
        return Skipped(card.at, "nothing to call them by: no name, email, phone or company")
    fields: dict[str, str] = {}
    for fact in several.get("field", ()):
        type_, _, field = fact.label.partition(" ")
        if field not in fields:
            fields[field] = fact.value
            types.setdefault(field, type_)  # type: ignore[arg-type]
    contact = Contact(
        name=name,
        emails=emails,
        phones=phones,
        urls=_points(several.get("url")),
        addresses=_points(several.get("address")),
        handles=tuple(handles),
        tags=tuple(sorted({fact.value for fact in several.get("tag", ())})),
        fields=fields,
        starred=values.pop("starred", "") == "yes",
        **{part: value for part, value in values.items() if part != "name"},  # type: ignore[arg-type]
    )
    uid = next((flat(line.text).casefold() for line in card.lines if line.name == "UID"), "")
    keys = (f"vcard:{uid}", *draft.keys(name)) if uid else draft.keys(name)
    text = "\n".join((f"VERSION:{card.version}", *map(as_text, card.lines)))
    return Record(contact=contact, line=card.at, keys=keys, card=text)


def _says_given(card: Card) -> bool:
    return any(line.name == "N" and line.parameter(AS_GIVEN) for line in card.lines)


def lines_of(text: str) -> tuple[str, list[Line]]:
    """The version and the lines of a card, as a Record has them."""
    version, *rest = text.split("\n")
    return version.partition(":")[2], [line for line in map(parsed, rest) if line]


def _points(found: Iterable[Fact] | None) -> tuple[Labelled, ...]:
    """Each value once, with its first label."""
    if not found:
        return ()
    points: dict[str, Labelled] = {}
    for fact in found:
        points.setdefault(fact.value.casefold(), Labelled(fact.value, fact.label))
    return tuple(points.values())


def _is_of(card: Card, kind: str) -> bool:
    """Whether it is no person's but that of a `group`, an `org`: RFC 6350, section 6.1.4."""
    return any(line.value.strip().lower() == kind for line in card.lines if line.name in _KINDS)


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of Apple's."""

    name: str
    members: str
    """What identifies them, one a line: as lines of a card they would take twenty times as much memory."""


def _group(card: Card) -> _Group:
    name = next((flat(line.text) for line in card.lines if line.name == "FN"), "")
    members = (line for line in card.lines if line.name in ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"))
    return _Group(name, "\n".join(flat(line.text).casefold() for line in members))


def _tagged(people: Sequence[Record], groups: Iterable[_Group]) -> Sequence[Record]:
    by_uid = {key: one.line for one in people for key in one.keys[:1] if key.startswith("vcard:")}
    tags: dict[int, set[str]] = {}
    for group in groups:
        for said in group.members.split("\n") if group.name else ():
            member = said.removeprefix("urn:uuid:")
            at = by_uid.get(f"vcard:{member}", by_uid.get(f"vcard:urn:uuid:{member}"))
            if at is not None:
                tags.setdefault(at, set()).add(group.name)

    def tagged(record: Record) -> Record:
        if not (names := tags.get(record.line)):
            return record
        contact = record.contact
        return replace(record, contact=replace(contact, tags=tuple(sorted(names.union(contact.tags)))))

    return each(people, tagged)


FORMAT = Format("vcard", "vCards 2.1, 3.0 and 4.0, of any program", recognises, read)
