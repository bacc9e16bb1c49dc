"""Verbs for what is to be done about people: what is due, and setting, finishing and putting it off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolodex.cli.choosing import agree, everyone
from rolodex.cli.shell import Shell, called, on_terminal, paint, put, tell
from rolodex.model import BadInput
from rolodex.text import counted, fit, shown, width

if TYPE_CHECKING:
    from rolodex.book import Due
    from rolodex.model import Identity

_NAME, _WHEN = 24, 9
"""Cells of the first two columns."""
_LOST = 10
"""People with whom touch is being lost that are named; the others are counted."""


@click.command()
@click.option("--all", "all_", is_flag=True, help="What is due after this week too, and everybody.")
@click.option("--json", "json_", is_flag=True, help="As JSON, all of it, one item a line.")
@click.option(
    "--ics",
    "calendar",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write all of it to a calendar file.",
)
@click.pass_obj
def due(shell: Shell, all_: bool, json_: bool, calendar: Path | None) -> None:
    """Show what is due, and with whom you are losing touch.

    Prints nothing when nothing is due: put it at the end of your shell's startup file. In a pipe each item
    is a line of group, day, name, text and uid of the person, with tabs between.

    \b
    Examples:
      rolodex due
      rolodex due --ics ~/Calendars/rolodex.ics
      rolodex due --json | jq -r '.[] | select(.group == "Overdue") | .with[].name'
    """
    with shell.agenda() as book:
        lines = book.agenda()
        everything = bool(all_ or json_ or calendar or not on_terminal())
        asked = lines if everything else _pressing(lines)
        people = book.identities({id for line in asked for id in line.contacts})
        today = book.today
        if calendar:
            _write_calendar(asked, people, calendar, shell)
        elif json_:
            from rolodex.cli import as_json

            put(as_json.lines(as_json.due(line, people) for line in asked))
        elif on_terminal():
            put(_readable(asked, people, today, len(lines) - len(asked)))
        else:
            put(_tabbed(line, people[line.contacts[0]]) for line in asked)


def _pressing(lines: Sequence[Due]) -> list[Due]:
    lost = [line for line in lines if line.kind == "touch"]
    return [line for line in lines if line.group not in ("Later", "Losing touch")] + lost[:_LOST]


def _readable(lines: Sequence[Due], people: Mapping[int, Identity], today: date, left: int) -> Iterator[str]:
    from rolodex.columns import due as said

    group = ""
    for line in lines:
        if line.group != group:
            group = line.group
            yield paint(group, bold=True)
        first = fit(shown(people[line.contacts[0]].name), _NAME)
        more = f" +{len(line.contacts) - 1}" if len(line.contacts) > 1 else ""
        when = said(line.on, today)
        padding = " " * (_NAME - width(first))
        yield f"  {first}{padding}  {when:<{_WHEN}}  {shown(line.words)}{more}"
    if lines and left:
        yield paint(f"  and {left:,} more: rolodex due --all", dim=True)


def _tabbed(line: Due, person: Identity) -> str:
    values = (line.group, line.on.isoformat(), person.name, line.words, person.uid)
    return "\t".join(map(shown, values))


def _write_calendar(lines: Sequence[Due], people: Mapping[int, Identity], path: Path, shell: Shell) -> None:
    from rolodex.formats import calendar
    from rolodex.paths import write_whole

    entries = []
    for line in lines:
        # a client asks about an overdue day no more: what is overdue stands on today
        on = max(line.on, shell.clock().date())
        names = called([people[id].name for id in line.contacts if id in people])
        told = {"follow-up": line.text or "Follow up", "touch": "Keep in touch"}.get(line.kind, line.text)
        # somebody may have several anniversaries
        what = "-".join((line.text if line.kind == "anniversary" else line.kind).split())
        uid = line.uid or f"{what}-{people[line.contacts[0]].uid}"
        entries.append(
            calendar.Entry(uid, on, f"{told}: {names}", line.every if line.kind != "touch" else "")
        )
    write_whole(path, calendar.written(entries, shell.clock().astimezone(UTC)))
    tell(f"Wrote {counted(len(entries), 'day', 'days')} to {path}.")


@click.command()
@click.argument("who", nargs=-1, required=True)
@click.argument("text")
@click.option(
    "--on", "day", metavar="DATE", default="", help="When: +2w, fri, 12 mar. Else what TEXT says, or +1w."
)
@click.option("--every", metavar="LENGTH", default="", help="Again and again: 3mo, every 2 weeks, yearly.")
@click.option("--yes", is_flag=True, help="Do not ask, however many a query fits.")
@click.pass_obj
def follow(shell: Shell, who: tuple[str, ...], text: str, day: str, every: str, yes: bool) -> None:
    """Keep in mind to do TEXT about WHO by a day. TEXT comes last.

    Put a name of several words in quotes, and the text too. A +2w or +fri at an end of the text is the day.

    \b
    Examples:
      rolodex follow tom "send CV +2w"
      rolodex follow "Ada Lovelace" --on "next fri" "send CV"
      rolodex follow grace --every 3mo "ask how the compiler does"
    """
    from rolodex import dates
    from rolodex.sentence.by_day import split_day

    with shell.book() as book:
        told = None
        if not day.strip():
            text, told = split_day(text, book.today)
        on = told or dates.read_day(day.strip() or "+1w", book.today, past=False)
        if on < book.today:
            raise BadInput(f"{dates.in_full(on)} is gone. A follow-up is for today or a day to come.")
        people = everyone(book, who)
        agree(people, who, "Follow up with all of them at once?", yes=yes)
        row = book.follow_up([person.id for person in people], text, due=on, every=every)
        said = dates.spoken(on, book.today)
    tell(f"Follow up with {called(list(row.names))}, {said}. `rolodex undo` takes it back.")


@click.command()
@click.argument("who", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask, however many a query fits.")
@click.pass_obj
def done(shell: Shell, who: tuple[str, ...], yes: bool) -> None:
    """Say that the next follow-up with each of WHO is done.

    \b
    Example:
      rolodex done ada
    """
    from rolodex import dates

    with shell.book() as book:
        people = everyone(book, who)
        agree(people, who, "Are they done with all of them?", yes=yes)
        rows = book.next_follow_ups([person.id for person in people])
        coming = book.finish([row.id for row in rows])
        today = book.today
    for row in rows:
        tell(f"Done: {row.text or 'follow up'} ({called(list(row.names))}). `rolodex undo` takes it back.")
    for row in coming:
        tell(f"Again {dates.spoken(date.fromisoformat(row.due), today)}: {row.text or 'follow up'}.")


@click.command()
@click.argument("who", nargs=-1, required=True)
@click.option("--until", "day", metavar="DATE", default="+1w", show_default=True, help="tomorrow, fri, +1mo.")
@click.option("--yes", is_flag=True, help="Do not ask, however many a query fits.")
@click.pass_obj
def snooze(shell: Shell, who: tuple[str, ...], day: str, yes: bool) -> None:
    """Put off the next follow-up with each of WHO.

    Where there is none, the reminder to be in touch is put off; the log stays as it is.

    \b
    Example:
      rolodex snooze ada --until "next mon"
    """
    from rolodex import dates

    with shell.book() as book:
        until = dates.read_day(day, book.today, past=False)
        people = everyone(book, who)
        agree(people, who, "Put them all off?", yes=yes)
        rows, talks = book.put_off([person.id for person in people], until)
        said = dates.spoken(until, book.today)
    what = [f"{rows:,} {'follow-up' if rows == 1 else 'follow-ups'}"] if rows else []
    what += [f"the reminder to talk to {counted(talks)}"] if talks else []
    tell(f"Put off {' and '.join(what)} until {said}. `rolodex undo` takes it back.")


@click.command()
@click.argument("who", nargs=-1, required=True)
@click.option(
    "--every",
    metavar="LENGTH",
    required=True,
    help="How often: 90d, every 3 months, yearly, never, or none.",
)
@click.option("--yes", is_flag=True, help="Do not ask, however many a query fits.")
@click.pass_obj
def keep(shell: Shell, who: tuple[str, ...], every: str, yes: bool) -> None:
    """Keep in touch with WHO every so often: who waits longer is due. WHO may be one #TAG.

    A tag's cadence holds for everybody who carries it, later ones too; a person's own goes before it,
    `never` too. Those of categories are set in the app.

    \b
    Examples:
      rolodex keep ada --every "3 months"
      rolodex keep "#recruiter" --every 90d
    """
    from rolodex import dates

    length = "" if every.strip().casefold() == "none" else every
    tag = who[0] if len(who) == 1 and who[0].startswith("#") and " " not in who[0] else ""
    with shell.book() as book:
        if tag:
            number = book.set_tag_cadence(tag.removeprefix("#"), length)
            whom = f"{tag}, {counted(number)},"
        else:
            people = everyone(book, who)
            agree(people, who, "Keep in touch with all of them?", yes=yes)
            book.set_cadence([person.id for person in people], length)
            whom = called([person.name for person in people])
    cadence = dates.read_cadence(length, or_never=True)
    said = dates.how_often(cadence) if cadence or not tag else "no more"
    tell(f"Keep in touch with {whom} {said}. `rolodex undo` takes it back.")
