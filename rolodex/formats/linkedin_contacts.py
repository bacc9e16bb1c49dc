"""The address book that LinkedIn took from a phone or mailbox: its Contacts.csv and Imported Contacts.csv."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rolodex.formats.columns import Column, plan
from rolodex.formats.draft import records
from rolodex.formats.format import Format
from rolodex.formats.headers import key_of
from rolodex.formats.sheet import read_drafts
from rolodex.formats.sources import Source
from rolodex.formats.table import find_table, has_table
from rolodex.model import BadInput, Reading

_COLUMNS = frozenset(("firstname", "lastname", "phonenumbers", "createdat"))
_ROLES = {
    "emails": "email",
    "emailaddress": "email",
    "phonenumbers": "phone",
    "companies": "company",
    "title": "title",
    "sites": "url",
    "profiles": "url",
    "fullname": "name",
    "birthday": "birthday",
    "firstname": "given",
    "middlename": "middle",
    "lastname": "family",
    "nickname": "nickname",
}
"""By column of all years; the others tell of the import to LinkedIn and not of the person."""


def recognises(source: Source) -> bool:
    """Whether the file has the header of Contacts.csv, ImportedContacts.csv or Imported Contacts.csv."""
    return has_table(source.data, _names_contacts)


def _names_contacts(cells: Sequence[str]) -> int:
    return int(set(map(key_of, cells)) >= _COLUMNS)


def read(source: Source, today: date) -> Reading:
    """The people of an address book of years ago: those in the book get what they lack, nobody new is made.

    Raises BadInput when there is no such header.
    """
    table = find_table(source.data, _names_contacts)
    if table is None:
        raise BadInput(f"{source.name} has no row with the columns “PhoneNumbers” and “CreatedAt”.")
    people, fields = records([*read_drafts(table, _columns(table.header), today)], today)
    return Reading(
        file=source.name,
        format="linkedin-contacts",
        records=tuple(replace(person, only_known=True) for person in people),
        fields=fields,
        skipped=tuple(row for row in table.skipped if row.line > table.line),
    )


def _columns(header: Sequence[str]) -> list[Column]:
    return [
        replace(column, role=_ROLES.get(key_of(column.name), ""), label="", part="", label_at=-1)
        for column in plan(header)
    ]


FORMAT = Format(
    "linkedin-contacts",
    "Contacts.csv and Imported Contacts.csv of LinkedIn's data export: what people in the book lack",
    recognises,
    read,
    of_account=True,
)
