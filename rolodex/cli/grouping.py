"""The verb about groups: list and show them, make, edit, fill again and delete one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rolodex.cli import as_json, imports_json
from rolodex.cli.choosing import everyone, somebody_answers
from rolodex.cli.column_option import column_option, meanings
from rolodex.cli.completing import formats_so_far, groups_so_far, tags_so_far
from rolodex.cli.shell import FilePath, Shell, on_terminal, paint, put, tell
from rolodex.model import GROUP_KINDS, BadInput, Group, Member
from rolodex.text import counted, fit, shown, width

if TYPE_CHECKING:
    from rolodex.book.grouping import Refill

_NAMED = 20
"""New and missing people of one list that are named. --json names all."""
_SETTABLE = ("name", "kind", "link", "from", "to", "place", "role", "note", "tag")
_COLUMN = {"from": "starts_on", "to": "ends_on"}

_name = click.argument("name", metavar="GROUP", nargs=-1, required=True, shell_complete=groups_so_far)
_one_name = click.argument("name", metavar="GROUP", shell_complete=groups_so_far)
_as_json = click.option("--json", "json_", is_flag=True, help="As JSON.")
_kind = click.option("--kind", metavar="KIND", default="other", help=f"{', '.join(GROUP_KINDS)}.")


@click.group(invoke_without_command=True)
@click.pass_context
def group(ctx: click.Context) -> None:
    """List groups and conferences, show who is in one, fill one again.

    A group owns a tag: who carries it, or one below it, is in the group. Deleting a group deletes nobody.
    GROUP is its name, a part of it that no other has, or its tag. Without a verb, lists them.

    \b
    Examples:
      rolodex group add "Rust Oslo" --kind meetup --link https://rust.example/oslo
      rolodex group refill "Rust Oslo" members.csv
      rolodex group show "Rust Oslo"
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@group.command("list")
@_as_json
@click.pass_obj
def list_(shell: Shell, json_: bool = False) -> int:
    """List the groups by kind, the newest first.

    In a pipe a group is a line of name, kind, tag, people, missing, first day, last day, place, role and
    link, with tabs between.

    \b
    Example:
      rolodex group list | cut -f1,4
    """
    with shell.book() as book:
        found, today = book.groups(), book.today
    if json_:
        put(as_json.lines(map(as_json.group, found)))
    elif on_terminal():
        put(_aligned(found, today))
    else:
        put(map(_tab_separated, found))
    if not found:
        tell('There is no group. Make one: rolodex group add "Rust Oslo" --kind meetup')
        return 1
    return 0


@group.command()
@_name
@_as_json
@click.pass_obj
def show(shell: Shell, name: tuple[str, ...], json_: bool) -> None:
    """Show who is in GROUP, with what each said or did there.

    That is what was kept of them (`group say`), and what was logged with its tag, or face to face on its
    days.

    \b
    Example:
      rolodex group show pycon
    """
    with shell.book() as book:
        found = book.group(" ".join(name))
        people, today = book.group_people(found.id), book.today
        uids = {person.id: person.uid for person in book.contacts([m.contact for m in people])}
    if json_:
        members = [as_json.member(member, uids[member.contact]) for member in people]
        put(as_json.whole({**as_json.group(found), "members": members}))
    else:
        put(_shown(found, people, today))


@group.command()
@_name
@_kind
@click.option("--link", metavar="URL", default="", help="Where it is on the web.")
@click.option("--from", "starts_on", metavar="DATE", default="", help="First day: 2019, May 2026, 13 may.")
@click.option("--to", "ends_on", metavar="DATE", default="", help="Last day.")
@click.option("--place", metavar="TEXT", default="", help="A city or a house.")
@click.option("--role", metavar="TEXT", default="", help="What you are there: speaker, organiser.")
@click.option("--note", metavar="TEXT", default="", help="Anything else.")
@click.option("--tag", metavar="TAG", default="", shell_complete=tags_so_far, help="Else made of its name.")
@click.pass_obj
def add(shell: Shell, /, name: tuple[str, ...], **texts: Any) -> None:
    """Make a group. Who carries its tag already is in it.

    \b
    Example:
      rolodex group add PyCon 2026 --kind conference --from "13 may" --to "17 may" --place Pittsburgh
    """
    with shell.book(create=True) as book:
        made = book.add_group(Group(name=" ".join(name), **texts))
    tell(f"Made {made.name}: {counted(made.people)} with #{made.tag}. `rolodex undo` takes it back.")


@group.command("set")
@_one_name
@click.argument("values", metavar="NAME=VALUE...", nargs=-1, required=True)
@click.pass_obj
def set_(shell: Shell, name: str, values: tuple[str, ...]) -> None:
    """Change GROUP: name, kind, link, from, to, place, role, note, tag. An empty value empties.

    Another tag renames its tag on everybody.

    \b
    Example:
      rolodex group set "PyCon 2026" role=speaker place=Pittsburgh
    """
    changes: dict[str, Any] = dict(map(_value, values))
    with shell.book() as book:
        changed = book.edit_group(replace(book.group(name), **changes))
    tell(f"Changed {changed.name}. `rolodex undo` takes it back.")


@group.command()
@_one_name
@click.argument("who")
@click.argument("text", nargs=-1)
@click.pass_obj
def say(shell: Shell, name: str, who: str, text: tuple[str, ...]) -> None:
    """Keep what WHO said or did in GROUP; without TEXT forget it.

    \b
    Example:
      rolodex group say "Rust Oslo" ada talked on lifetimes
    """
    with shell.book() as book:
        person = book.who(who, guess=False)
        told = book.group(name)
        book.say_in_group(told.id, person.id, " ".join(text))
    tell(f"{'Kept' if text else 'Forgot'} what {person.name} said in {told.name}.")


@group.command()
@_one_name
@click.argument("who", nargs=-1, required=True)
@click.pass_obj
def there(shell: Shell, name: str, who: tuple[str, ...]) -> None:
    """Say that WHO are in GROUP again, though they were missing in its last list.

    \b
    Example:
      rolodex group there "Rust Oslo" ada
    """
    with shell.book() as book:
        people = everyone(book, who)
        told = book.group(name)
        book.set_missing(told.id, [person.id for person in people], False)
    tell(f"{counted(len(people))} there again in {told.name}.")


@group.command()
@_name
@click.option("--with-tag", is_flag=True, help="Its tag too, and those below, from everybody.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def delete(shell: Shell, name: tuple[str, ...], with_tag: bool, yes: bool) -> None:
    """Delete GROUP, and nobody in it: people keep its tag, or lose it with --with-tag.

    \b
    Example:
      rolodex group delete "Rust Oslo"
    """
    with shell.book() as book:
        found = book.group(" ".join(name))
        tag = f"and #{found.tag} from {counted(found.people)}"
        if not yes and somebody_answers():
            question = f"Delete {found.name}{f' {tag}' if with_tag else ''}? No person is deleted."
            click.confirm(shown(question), abort=True, err=True)
        book.delete_group(found.id, with_tag=with_tag)
    gone = tag if with_tag else f"alone; {counted(found.people)} still with #{found.tag}"
    tell(f"Deleted {found.name} {gone}. `rolodex undo` brings it back.")


@group.command()
@_one_name
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=FilePath())
@click.option("--as", "as_format", metavar="FORMAT", shell_complete=formats_so_far, help="As in import.")
@column_option
@_kind
@click.option("--dry-run", is_flag=True, help="Show what would happen, and change nothing.")
@_as_json
@click.pass_obj
def refill(
    shell: Shell,
    name: str,
    paths: tuple[Path, ...],
    as_format: str | None,
    column: tuple[str, ...],
    kind: str,
    dry_run: bool,
    json_: bool,
) -> None:
    """Import FILE as the list of who is in GROUP now; makes the group where there is none, of that KIND.

    GROUP is its whole name or tag here. Everybody in FILE gets the group's tag. Who was in the group and is
    not in FILE is missing from today on; nobody is deleted or loses the tag. One undo takes all of it back.

    \b
    Example:
      rolodex group refill "Rust Oslo" members.csv
      rolodex group refill "Rust Oslo" members.csv --column "Who came=name"
    """
    from rolodex.book import group_words

    with shell.book(create=not dry_run) as book:
        told = book.refill_group(
            name, paths, kind=kind, as_format=as_format, columns=meanings(column), dry_run=dry_run
        )
    if json_:
        report = imports_json.imported(told.report, dry_run=dry_run)
        names = {"new": told.new, "there_again": told.again, "missing": told.missing}
        put(as_json.whole({"group": as_json.group(told.group), **names, "import": report}))
    else:
        put(_refilled(told))
    said = group_words.refilled(told)
    if dry_run:
        tell(f"{said}. Nothing was changed.")
    elif told.report.change is None:
        tell(f"{said}. Nothing had to be changed.")
    else:
        tell(f"{said}. `rolodex undo {told.report.change.id}` takes all of it back.")


def _value(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    name = name.strip().casefold()
    if not equals or name not in _SETTABLE:
        raise BadInput(f"“{shown(text)}” changes nothing of a group. There are: {', '.join(_SETTABLE)}.")
    return _COLUMN.get(name, name), value


def _refilled(told: Refill) -> Iterator[str]:
    for word, names in (("new", told.new), ("there again", told.again), ("missing", told.missing)):
        yield from (f"{word}: {shown(name)}" for name in names[:_NAMED])
        if len(names) > _NAMED:
            yield f"{word}: … and {len(names) - _NAMED:,} more; --json names all"
    skipped = [(file, row) for file in told.report.files for row in file.skipped]
    for file, row in skipped[:_NAMED]:
        yield f"skipped: {shown(file.file)}: {shown(row.told)}"
    if len(skipped) > _NAMED:
        yield f"skipped: … and {len(skipped) - _NAMED:,} more; --json names all"


def _tab_separated(told: Group) -> str:
    counts = (str(told.people), str(told.missing))
    days = (told.starts_on, told.ends_on)
    return "\t".join(
        map(shown, (told.name, told.kind, told.tag, *counts, *days, told.place, told.role, told.link))
    )


def _aligned(found: Sequence[Group], today: date) -> Iterator[str]:
    from rolodex.book import group_words

    rows = [
        (fit(shown(told.name), 36), group_words.size(told), shown(group_words.about(told, today)))
        for told in found
    ]
    rooms = [max((width(row[column]) for row in rows), default=0) for column in (0, 1)]
    kind = ""
    for told, (name, size, about) in zip(found, rows, strict=True):
        if told.kind != kind:
            kind = told.kind
            yield paint(kind, dim=True)
        gaps = [" " * (room - width(text) + 2) for room, text in zip(rooms, (name, size), strict=True)]
        yield f"  {paint(name, bold=True)}{gaps[0]}{size}{gaps[1]}{about}".rstrip()


def _shown(found: Group, people: Sequence[Member], today: date) -> Iterator[str]:
    from rolodex.book import group_words

    yield f"{paint(shown(found.name), bold=True)}  {found.kind}, {group_words.size(found)}"
    for line in (group_words.about(found, today), found.link, " ".join(found.note.split())):
        if line:
            yield shown(line)
    yield paint(f"#{shown(found.tag)}", fg="cyan")
    for member in people:
        about = (member.company, group_words.missing(member, today), "archived" * member.archived)
        said = " · ".join(shown(part) for part in about if part)
        yield ""
        yield paint(shown(member.name), bold=True) + (f"  {said}" if said else "")
        yield from (f"  {shown(line)}" for line in member.said.split("\n") if line)
        yield from (f"  {shown(group_words.talk(entry, today))}" for entry in member.talks)
