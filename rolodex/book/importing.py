"""Import: files, folders and zips brought into the book as one change, or tried in a dry run."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rolodex.book.doubling import Doubling
from rolodex.book.reports import TOLD, ImportReport, Likely
from rolodex.model import BadInput, NotFound, Packed, Reading
from rolodex.store import batches, fields, journal, settings, tags
from rolodex.store.file import much_written
from rolodex.text import counted, one_line, shown

if TYPE_CHECKING:
    from rolodex.book.choices import Choices, Row
    from rolodex.book.progress import Done, Progress
    from rolodex.book.sheets import Sheets
    from rolodex.formats.sources import Mails
    from rolodex.match.doubles import Record as Compared

_OWN = "own addresses"
"""The setting of a book that holds the email addresses of whose book it is."""

# what browsers put behind a name that is taken: `contacts (1).csv`
_DOWNLOADED_AGAIN = re.compile(r" ?\([0-9]{1,3}\)(?=\.[^.]*$|$)")


_YOUNG = 2_000_000
"""Objects made, before cycles are looked for among them."""


class _DryRun(Exception):
    """Rolls back what a dry run did."""


@contextmanager
def _collecting_young_only() -> Iterator[None]:
    """Look for cycles among new objects only: among all that a file tells it takes a sixth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(_YOUNG, usual[1], sys.maxsize >> 33)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class Importing(Doubling):
    """Bringing files into a book."""

    @_collecting_young_only()
    def import_(
        self,
        paths: Sequence[Path],
        *,
        as_format: str | None = None,
        tag: str = "",
        name: str = "",
        dry_run: bool = False,
        me: Collection[str] = (),
        new_people: bool = False,
        with_text: bool = False,
        choices: Choices | None = None,
        columns: Mapping[str, str] | None = None,
        most: int = TOLD,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Import files, folders and .zip files as one change, and put `tag` (if any) on everybody in them.

        Mailboxes and calendars tell only of people in the book; with `new_people` the others are added. `me`
        are one's own email addresses, which the book remembers: they are nobody else's. Of mails only heads
        are read, unless `with_text` asks for their words. The import is called
        `name`, or after its files and the day; `imports` lists it under that.

        `columns` say what columns of a sheet mean, by their header, or by their place in sheets of one header
        alone (see `sheets`): `email`, `field`, `field:Fee`, `leave out`; nothing forgets what was said. The
        book remembers it for the next file with the same header.

        A dry run does all of it and takes it back: its report is what would happen, and it also looks for
        new people who are like somebody in the book. `choices` say what of that is taken. At most `most`
        people of a file are told by name, of each of new, changed and same. Importing the same again
        changes nothing. Files that can't be read are told of, and the others come in. Raises BadInput where
        there is no other, for a path that is not there and for choices that fit no row, NotFound for a
        contact chosen who is gone, and Cancelled when `progress` says stop; then nothing was changed.
        """
        # loaded only here: the formats are a good part of what every start of the program would wait for
        from rolodex.book import choices as choosing
        from rolodex.book.progress import Done

        tag = tags.tag_name(tag) if tag else ""
        own = self._own_addresses(me)
        chosen = choices or choosing.Choices()
        meant = {one_line(header).casefold(): one_line(what) for header, what in (columns or {}).items()}
        remembered = settings.read(self._connection, settings.SAID_OF_COLUMNS) or {}
        readings = _read(paths, self.today, as_format, own, {**remembered, **meant}, with_text, progress)
        choosing.check(chosen, readings)
        remembered |= _meanings(meant, readings)
        remembered = {place: what for place, what in remembered.items() if what}
        if gone := {*chosen.same.values()} - {p.id for p in self.contacts([*chosen.same.values()])}:
            raise NotFound(f"There is no contact {min(gone)} in the book. Nothing was changed.")
        done = Done(progress, sum(map(_people, readings)))
        try:
            with much_written(self._connection), self._change("") as change:
                if me:
                    settings.keep(self._connection, _OWN, dict.fromkeys(own, ""))
                if meant:
                    settings.keep(self._connection, settings.SAID_OF_COLUMNS, remembered)
                report, new = self._bring_in(
                    readings, tag, done, chosen, most, new_people=new_people, is_tried=dry_run
                )
                change.label = _label(paths, report)
                name = one_line(name) or f"{_named(paths)} {self.today.isoformat()}"
                batches.add(self._connection, change.id, name, tag, report.new, report.changed)
                if dry_run:
                    report = replace(report, likely=self._likely(new, done))
                    raise _DryRun
        except _DryRun:
            return report
        newest = journal.changes(self._connection, 1)
        return replace(report, change=newest[0]) if newest and newest[0].id == change.id else report

    def sheets(self, paths: Sequence[Path], columns: Mapping[str, str] | None = None) -> Sheets:
        """The columns of the sheets among these files, as they would be taken by an import, and what they
        could mean besides. `columns` as for an import. Nothing is changed. Raises BadInput for what can't be
        read."""
        from rolodex.book.sheets import sheets_in

        said = {**(settings.read(self._connection, settings.SAID_OF_COLUMNS) or {}), **(columns or {})}
        return sheets_in(paths, said, fields.listed(self._connection), self.today)

    def _bring_in(
        self,
        readings: Sequence[Reading],
        tag: str,
        done: Done,
        choices: Choices,
        most: int,
        *,
        new_people: bool,
        is_tried: bool,
    ) -> tuple[ImportReport, dict[int, Row]]:
        """Write what the files say, inside an open change; where it `is_tried`, also whom it made, with their
        rows."""
        from rolodex.book import inviting
        from rolodex.book.bringing import FileImport
        from rolodex.book.choices import of_file
        from rolodex.book.editions import Editions
        from rolodex.book.identity import Known
        from rolodex.book.restoring import Restoring

        known: Known | None = None
        reports = []
        contacts: set[int] = set()
        made: dict[int, Row] = {}
        files = list(_by_source(readings))
        all_read = not any(reading.broken for reading in readings)
        editions = Editions(self._connection, (source for source, _ in files), all_read=all_read)
        for source, reading in files:
            if reading.whole:
                afresh = Known(self._connection)
                book = Restoring(self._connection, reading, afresh, self.today, self._now())
                reports.append(book.bring_in(tag, done))
                contacts |= book.contacts
                known = None
                continue
            known = known or Known(self._connection)
            file = FileImport(
                *(self._connection, source, reading, known, self.today, self._now()),
                of_file(choices, reading),
                most=most,
                new_people=new_people,
                is_tried=is_tried,
            )
            told = file.bring_in(tag, done, editions)
            new = inviting.bring_in(self._connection, reading.requests, self._now())
            reports.append(replace(told, requests=new))
            contacts |= file.contacts
            made |= {id: (reading.file, line) for id, line in file.new.items()}
            if isinstance(reading.records, Packed):
                # whom it made was not noted as known
                known = None
        return ImportReport(tuple(reports), contacts=frozenset(contacts)), made

    def _likely(self, new: Mapping[int, Row], done: Done) -> tuple[Likely, ...]:
        """Inside the change: who of the new people, by id, is like whom in the book."""
        if not new:
            return ()
        from rolodex.match.doubles import find

        people: list[Compared] = []
        while some := self.compared(people[-1].id if people else 0):
            people += some
            done.add(0)
        if len(people) == len(new):
            return ()
        found = self.known_doubles(find(people, of=new.keys(), progress=lambda _: done.add(0)))
        named = {
            person.id: person.name for person in self.contacts([i for d in found for i in (d.one, d.other)])
        }
        return tuple(
            Likely(*new[d.other], named[d.other], d.one, named[d.one], d.reasons, d.sure) for d in found
        )

    def _own_addresses(self, me: Collection[str]) -> frozenset[str]:
        """The addresses given, now or before, also for templates. Raises BadInput for what is none."""
        for address in me:
            if not re.fullmatch(r"[^\s@]+@[^\s@]+", address):
                raise BadInput(f"“{shown(address)}” is no email address. Write one of yours: me@example.org.")
        told = (settings.read(self._connection, settings.ME) or {}).get("work_email", "")
        before = settings.read(self._connection, _OWN) or ()
        return frozenset((*before, *filter(None, map(str.casefold, (told, *me)))))


def _read(
    paths: Sequence[Path],
    today: date,
    as_format: str | None,
    own: frozenset[str],
    columns: Mapping[str, str],
    with_text: bool,
    progress: Progress | None,
) -> list[Reading]:
    """All files in the order of the registry. Raises BadInput when no format knows any of them."""
    from rolodex.formats import FORMATS, read, together
    from rolodex.formats.sources import sources as files_in

    unique = {os.path.abspath(path): path for path in paths}.values()
    readings = []
    for path in unique:
        for source in files_in(path):
            mails = source.mails and partial(_watched, source.mails, progress)
            asked = replace(source, own=own, mails=mails, columns=columns, with_text=with_text)
            readings.append(read(asked, today, as_format))
    readings = together(readings)
    if not readings:
        raise BadInput("Name a file, a folder or a .zip to import.")
    if not any(reading.format for reading in readings):
        first = readings[0]
        why = "; ".join(skipped.told for skipped in first.skipped[:1])
        others = f" Nor can the {counted(len(readings) - 1, 'other file', 'other files')}." * (
            len(readings) > 1
        )
        if not (first.broken and first.skipped[0].line == 0):
            why = f"{first.file} can't be imported ({why})."
        raise BadInput(f"{shown(why)}{others} Nothing was changed.")
    order = list(FORMATS)
    return sorted(
        readings,
        key=lambda reading: (
            not reading.format,
            # who is only looked for in the book may come into it by any other file
            reading.only_known,
            order.index(reading.format) if reading.format else 0,
            reading.newest,
        ),
    )


def _meanings(meant: Mapping[str, str], readings: Sequence[Reading]) -> dict[str, str]:
    """What was said of columns, by the place of each; BadInput for a column that is in no sheet."""
    from rolodex.formats.columns import place, plan, read_meaning, shape_of

    places: dict[str, set[str]] = {}
    for reading in readings:
        shape = shape_of(reading.header)
        for column in plan(reading.header):
            whole = place(shape, column.name)
            for said in (column.name.casefold(), whole):
                # where no column has a name, the next sheet of as many may be another
                places.setdefault(said, set()).update([whole] if any(reading.header) else ())
    found: dict[str, str] = {}
    for said, what in meant.items():
        if what:
            read_meaning(what)
        if said not in places:
            raise BadInput(f"No sheet here has a column “{shown(said)}”. Nothing was changed.")
        found |= dict.fromkeys(places[said], what)
    return found


def _watched(mails: Mails, progress: Progress | None, body: int) -> Iterator[bytes]:
    from rolodex.book.progress import watched

    return watched(mails(body), progress)


def _people(reading: Reading) -> int:
    return len(reading.whole.people if reading.whole else reading.records)


def _by_source(readings: Sequence[Reading]) -> Iterator[tuple[str, Reading]]:
    """Each reading with the source whose next edition it is: an account of a service, or the file's name.

    Of several files of one name the second is another source, and so on.
    """
    from rolodex.formats import FORMATS

    times: Counter[str] = Counter()
    for reading in readings:
        if reading.format and FORMATS[reading.format].of_account:
            yield reading.format, reading
            continue
        name = _DOWNLOADED_AGAIN.sub("", reading.file.rpartition("/")[2]).casefold()
        source = f"{reading.format}:{name}"
        times[source] += 1
        yield (f"{source}#{times[source]}" if times[source] > 1 else source), reading


def _label(paths: Sequence[Path], report: ImportReport) -> str:
    what = [
        f"{number:,} {word}"
        for word, number in (
            *(("new", report.new), ("changed", report.changed)),
            *(("gone", report.gone), ("requests", report.requests)),
        )
        if number
    ]
    return f"import {_named(paths)}: {', '.join(what) or 'nothing new'}"


def _named(paths: Sequence[Path]) -> str:
    names = [shown(path.name or path.resolve().name) for path in paths]
    return ", ".join(names) if len(names) < 3 else counted(len(names), "file", "files")
