"""Contacts: added, edited, deleted, starred, archived, and found by the name a person types."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rolodex import dates, knowing, query
from rolodex.book.attending import Attending
from rolodex.book.searching import Searching
from rolodex.formats.handles import read_handle
from rolodex.model import Ambiguous, BadInput, Chosen, Contact, Handle, Labelled, NotFound
from rolodex.store import contacts, deletion, fields, tags
from rolodex.text import counted, fit, one_line, shown, storable
from rolodex.values import canonical

TEXTS = (
    *("name", "given", "family", "nickname", "company", "title", "city"),
    *("met_how", "met_where", "met_on", "met_via", "birthday", "trust", "known_by", "cadence", "note"),
)
"""What a contact has one text of, and what can be set on any number of people at once."""

_POINTS = ("email", "phone", "url", "handle")
"""What a contact may have several of: setting one adds it."""


class People(Searching, Attending):
    """The contacts of a book."""

    def get(self, id: int) -> Contact:
        """The contact of that id. Raises NotFound."""
        found = contacts.read(self._connection, [id])
        if not found:
            raise NotFound("That person is no longer in the book.")
        return found[0]

    def add(self, contact: Contact) -> Contact:
        """Add a person; the contact as it was stored. Raises BadInput, and then nothing is changed."""
        return self.add_all([contact])[0]

    def add_all(self, people: Sequence[Contact]) -> list[Contact]:
        """Add people as one change; the contacts as they were stored.

        Raises BadInput, and then nothing is changed.
        """
        clean = [self._clean(contact) for contact in people]
        who = shown(clean[0].name) if len(clean) == 1 else counted(len(clean))
        with self._change(f"add {who}"):
            ids = [
                contacts.insert(self._connection, person, uid=str(uuid.uuid4()), at=self._now())
                for person in self._added_here(clean)
            ]
        return self.contacts(ids)

    def edit(self, contact: Contact) -> Contact:
        """Make the stored contact of the same id hold these values; the contact as it was stored.

        Raises NotFound, or BadInput; then nothing is changed.
        """
        clean = self._clean(contact)
        with self._change(f"edit {shown(clean.name)}"):
            contacts.update(self._connection, self.get(contact.id), clean, at=self._now())
        return self.get(contact.id)

    def delete(self, ids: Collection[int]) -> int:
        """Delete people with what is only theirs; how many there were. One undo brings all of it back."""
        with self._change("") as change:
            names = self._names(ids)
            gone = deletion.delete_contacts(self._connection, ids)
            change.label = f"delete {names or counted(gone)}"
        return gone

    def star(self, ids: Collection[int], on: bool = True) -> int:
        """Star people, or take their stars; how many it changed."""
        with self._change("") as change:
            changed = contacts.star(self._connection, ids, on, at=self._now())
            change.label = f"{'star' if on else 'unstar'} {self._names(ids) or counted(changed)}"
        return changed

    def archive(self, ids: Collection[int], on: bool = True, why: str = "") -> int:
        """Archive people (they leave every view but Archived), or bring them back; how many it changed.

        `why` is kept with them until they come back; who is archived already gets the new reason.
        """
        reason = one_line(why) if on else ""
        with self._change("") as change:
            changed = contacts.archive(self._connection, ids, on, reason, at=self._now())
            said = f": {fit(shown(reason), 60)}" if reason else ""
            names = self._names(ids) or counted(changed)
            change.label = f"{'archive' if on else 'bring back'} {names}{said}"
        return changed

    def set_values(self, ids: Collection[int], values: Mapping[str, str]) -> int:
        """Give people the same values, as one change; how many of them it changed. An empty value empties.

        They go by name: one of `TEXTS` (`met on` and `met-on` are `met_on` too), `email`, `phone`, `url` or
        `handle` (`github/ada`), which is added to those they have, or a user-defined field, as `field:NAME`
        where its name is also one of those. Raises NotFound for a name that is none of them, BadInput for a
        value that can't be taken or a name for several people; then nothing is changed.
        """
        points = [_point(name, text) for name, text in values.items() if _is_point(name)]
        texts, valued = self._as_kept({name: text for name, text in values.items() if not _is_point(name)})
        if "name" in texts and len(ids) > 1:
            raise BadInput("Several people can't be given one name. Set it on one of them.")
        said = " ".join(
            [
                *(f"{name}={fit(value, 30)}" for name, value in {**texts, **valued}.items()),
                *(
                    f"{kind}={fit(f'{label}/{value}' if label else value, 30)}"
                    for kind, label, value in points
                ),
            ]
        )
        with self._change("") as change:
            changed = contacts.set_values(self._connection, ids, texts, valued, points, at=self._now())
            change.label = f"set {shown(said)} of {self._names(ids) or counted(changed)}"
        return changed

    def chosen(self, ids: Collection[int], named: int = 3) -> Chosen:
        """Those people counted, with the first `named` of their names: quick however many they are."""
        return contacts.chosen(self._connection, ids, named)

    def who(self, text: str, *, guess: bool = True) -> Contact:
        """The one person that is meant by a name, nickname, email, handle or uid as typed.

        Exact names go before names that begin so. A misspelt name means somebody only with `guess`: not where
        something is to be changed. Raises NotFound, or Ambiguous with whom it could mean.
        """
        wanted = one_line(text)
        if not wanted:
            raise BadInput("Say who: a name, an email or a handle.")
        ids, sure = contacts.exactly(self._connection, wanted), True
        if not ids:
            named = self.named(wanted)
            ids, sure = named.exact or named.near, bool(named.exact)
        if len(ids) == 1 and (sure or guess):
            return self.get(ids[0])
        if ids:
            people = tuple(contacts.read(self._connection, ids[:20]))
            said = f"“{shown(wanted)}” fits {counted(len(ids))}."
            if not sure:
                said = f"Nobody is called “{shown(wanted)}”; near it {'is' if len(ids) == 1 else 'are'}:"
            raise Ambiguous(said, people)
        raise NotFound(f"Nobody in the book is called “{shown(wanted)}”.")

    def like(self, person: Contact) -> list[Contact]:
        """Those who have just this person's name, or an email or a user name of theirs."""
        texts = [person.name, *(email.value for email in person.emails)]
        texts += [f"{handle.service}/{handle.name}" for handle in person.handles]
        ids = [id for text in map(one_line, texts) for id in contacts.exactly(self._connection, text)]
        return self.contacts(list(dict.fromkeys(ids)))

    def whom(self, text: str) -> list[Contact]:
        """Everybody whom a query fits when it has a term in it (`#pycon`), else the one that is meant.

        Raises BadInput for a query with a mistake, so that nothing is done to more people than were meant;
        NotFound when it fits nobody; and what `who` raises.
        """
        asked = query.parse(text, fields=fields.listed(self._connection), today=self.today)
        if not query.has_terms(asked):
            return [self.who(text, guess=False)]
        if asked.problems:
            raise BadInput(asked.problems[0].message)
        found = self.find(text)
        if not found:
            raise NotFound(f"Nobody fits “{shown(one_line(text))}”.")
        return found

    def _names(self, ids: Collection[int]) -> str:
        """The name of a single person, as labels have it; empty for several."""
        people = contacts.read(self._connection, list(ids)) if len(ids) == 1 else []
        return shown(people[0].name) if people else ""

    def _clean(self, contact: Contact) -> Contact:
        """The contact as it can be stored. Raises BadInput with a sentence for the first thing that can't."""
        types = {field.name: field.type for field in fields.listed(self._connection)}
        for field in contact.fields:
            if field not in types:
                raise NotFound(f"There is no field “{shown(field)}”. {_made_how(field)}")
        texts: dict[str, Any] = {column: self._text(column, getattr(contact, column)) for column in TEXTS}
        return replace(
            contact,
            **texts,
            archived_why=one_line(contact.archived_why) if contact.archived else "",
            emails=_labelled(contact.emails),
            phones=_labelled(contact.phones),
            urls=_labelled(contact.urls),
            addresses=_labelled(contact.addresses),
            handles=tuple(
                Handle(one_line(h.service).casefold(), one_line(h.name).removeprefix("@"))
                for h in contact.handles
                if one_line(h.name).removeprefix("@")
            ),
            tags=tuple(tags.tag_name(tag) for tag in contact.tags if tag.strip()),
            fields={
                name: value
                for name, text in contact.fields.items()
                if (value := canonical(text, types[name], self.today))
            },
        )

    def _as_kept(self, values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """What `set_values` is given, but points, as it can be stored: texts by column, values by field."""
        own = {field.name.casefold(): field for field in fields.listed(self._connection)}
        texts: dict[str, str] = {}
        valued: dict[str, str] = {}
        for given, text in values.items():
            name = one_line(given)
            column = name.casefold().replace("-", "_").replace(" ", "_")
            field = own.get(name.casefold().removeprefix("field:").strip())
            try:
                if column in TEXTS:
                    texts[column] = self._text(column, text)
                elif field:
                    valued[field.name] = canonical(text, field.type, self.today)
                else:
                    known = ", ".join((*TEXTS, *_POINTS, *(field.name for field in own.values())))
                    said = f"There is no field “{shown(name)}”. There are: {shown(known)}."
                    raise NotFound(f"{said} {_made_how(name)}")
            except BadInput as error:
                raise BadInput(f"{shown(name)}: {error}") from error
        return texts, valued

    def _text(self, column: str, text: str) -> str:
        """The text of one of `TEXTS` as it can be stored. Raises BadInput with a sentence."""
        if column in ("met_on", "birthday"):
            return dates.read_partial(text, self.today)
        if column == "cadence":
            return dates.read_cadence(text, or_never=True)
        if column == "trust":
            return knowing.read_trust(text)
        if column == "known_by":
            return knowing.read_way(text)
        if column == "note":
            return storable(text).strip()
        line = one_line(text)
        if column == "name" and not line:
            raise BadInput("A person needs a name; a nickname or a user name will do.")
        return line


def _made_how(name: str) -> str:
    """How a field that is not there can be made."""
    name = one_line(name).removeprefix("field:").strip()
    return f"C in the app makes a new one: under Fields, “{shown(name)}: text”."


def _is_point(name: str) -> bool:
    return one_line(name).casefold() in _POINTS


def _point(name: str, text: str) -> tuple[str, str, str]:
    """An email or the like as it can be stored: kind, label, value. Raises BadInput."""
    kind, line = one_line(name).casefold(), one_line(text)
    if not line:
        raise BadInput(
            f"{kind}: set only adds one. To take one away, edit the person in the app (e), or undo."
        )
    if kind != "handle":
        return kind, "", line
    try:
        handle = read_handle(line)
    except BadInput as error:
        raise BadInput(f"{kind}: {error}") from error
    return kind, one_line(handle.service).casefold(), one_line(handle.name).removeprefix("@")


def _labelled(points: Sequence[Labelled]) -> tuple[Labelled, ...]:
    cleaned = (Labelled(storable(point.value).strip(), one_line(point.label)) for point in points)
    return tuple(point for point in cleaned if point.value)
