"""Export: people written to a file or a folder, as anything that `rolodex.formats.writing` knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rolodex.book.searching import Searching
from rolodex.columns import read_column
from rolodex.model import BadInput, NotFound
from rolodex.paths import write_folder_whole, write_whole
from rolodex.store import fields, settings, whole
from rolodex.text import counted, shown

if TYPE_CHECKING:
    from rolodex.formats.writing import Task, Writer


class AlreadyThere(BadInput):
    """What would be written is there already. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote."""

    people: int
    """Those in the file."""
    others: int = 0
    """Those asked for who are not: the format has no place for who lacks what it `needs`."""
    needs: str = ""
    like: str = ""
    """The name of the table whose columns it has; empty for none."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """What that has no column for: `phone`, `fee`, each with of how many people."""

    encoding: str = "utf-8"
    """That of this table; the other one is always UTF-8."""

    content: bytes = b""
    """What was written to no file."""

    def told(self, target: str = "") -> str:
        """In words, in one or more sentences; without a target only what is not in it, if anything."""
        said = [f"Wrote {counted(self.people)} to {shown(target)}."] if target else []
        if self.others:
            said.append(f"Left out, as a line of it needs {self.needs}: {counted(self.others)}.")
        if self.left_out:
            kinds = ", ".join(f"{shown(what)} ({counted(many)})" for what, many in self.left_out.items())
            said.append(f"Left out, as {shown(self.like)} has no column for it: {kinds}.")
        if self.encoding != "utf-8":
            said.append(f"It is in UTF-8, and not in {self.encoding} as {shown(self.like)}.")
        return " ".join(said)


class Exporting(Searching):
    """Writing people out."""

    def export(
        self,
        target: Path,
        *,
        query: str = "",
        ids: Collection[int] | None = None,
        as_format: str = "",
        columns: Sequence[str] = (),
        like: Path | None = None,
        force: bool = False,
    ) -> Written:
        """Write those people to a file or a folder, whole or not at all.

        `ids` goes before `query`; without either everybody, of whom those who are archived only where the
        format is there to lose nothing. The name of the file says the format, unless `as_format` does; what
        can be both is one file where the name has an ending, else a folder.
        `columns` are written as in a category; `like` is a table whose columns are taken. Raises NotFound for
        nobody, AlreadyThere without `force` for what is there, BadInput for a format or a column that there
        is not and a table that is none, CannotOpen.
        """
        from rolodex.formats.writing import writer_for

        writer = writer_for(target, as_format)
        task = self._task(writer, query, ids, columns, like)
        if writer.folder and (writer.one is None or target.is_dir() or not target.suffix):
            files = writer.folder(task)
            if taken := [name for name in files if not force and (target / name).exists()]:
                raise AlreadyThere(f"{shown(str(target))} holds {shown(taken[0])} already.")
            write_folder_whole(target, files)
        elif writer.one is None or target.is_dir():
            raise BadInput(f"{shown(str(target))} is a folder: name a file.")
        elif target.exists() and not force:
            raise AlreadyThere(f"{shown(str(target))} is there already.")
        else:
            write_whole(target, writer.one(task))
        return _written(writer, task, like)

    def exported(
        self, *, query: str = "", as_format: str, columns: Sequence[str] = (), like: Path | None = None
    ) -> bytes:
        """What `export` would write to one file. Raises NotFound, or BadInput for what needs a folder."""
        return self.piped(query=query, as_format=as_format, columns=columns, like=like).content

    def piped(
        self, *, query: str = "", as_format: str, columns: Sequence[str] = (), like: Path | None = None
    ) -> Written:
        """The same, and what of it is told. Raises as `exported` does."""
        from rolodex.formats.writing import writer_for

        writer = writer_for(None, as_format)
        if writer.one is None:
            raise BadInput(f"{writer.name} is a folder of files: name one with --to.")
        task = self._task(writer, query, None, columns, like)
        return replace(_written(writer, task, like), content=writer.one(task))

    def _task(
        self,
        writer: Writer,
        query: str,
        ids: Collection[int] | None,
        columns: Sequence[str],
        like: Path | None,
    ) -> Task:
        from rolodex.formats.refilled import layout_of
        from rolodex.formats.writing import Task

        if (columns or like) and not writer.columns:
            raise BadInput(f"{writer.name} has no columns to choose: only a table has.")
        if columns and like:
            raise BadInput("The columns are those of a file or those that you choose: give one of both.")
        meant = settings.read(self._connection, settings.SAID_OF_COLUMNS) or {}
        layout = layout_of(like, meant, self.today) if like else None
        names = [field.name for field in fields.listed(self._connection)]
        chosen = [read_column(column, names) for column in columns]
        if ids is None and (query.strip() or not writer.everybody):
            ids = [person.id for person in self.find(query)]
        people = whole.read(self._connection, None if ids is None else list(ids))
        if not people.people and not (writer.everybody and ids is None):
            raise NotFound("Nobody fits: nothing was written.")
        return Task(people, self._clock(), chosen, layout)


def _written(writer: Writer, task: Task, like: Path | None) -> Written:
    from rolodex.formats.refilled import left_out

    people = writer.people(task)
    others = len(task.whole.people) - people
    if like is None or task.layout is None:
        return Written(people, others, writer.needs)
    without = left_out(task.whole, task.layout, task.at.date())
    return Written(people, others, writer.needs, like.name, without, task.layout.encoding)
