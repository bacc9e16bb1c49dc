"""The verb that tells the book in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import dropwhile
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from rolodex.cli import as_json
from rolodex.cli.shell import Shell, on_terminal, paint, put
from rolodex.text import fit, shown, width

if TYPE_CHECKING:
    from rolodex.book import Statistics
    from rolodex.model import RequestNumbers

_IN_A_PIPE = 80
_LABEL = 28
"""Cells of the longest label."""


@click.command()
@click.option("--json", "json_", is_flag=True, help="As JSON.")
@click.pass_obj
def stats(shell: Shell, json_: bool) -> None:
    """Tell the book in numbers, with bars.

    People by category and tag, met by year, added by month; talks by month and kind; introductions, and
    connection requests. Archived people are left out of all but their own number. A tag counts those below
    it too.

    \b
    Examples:
      rolodex stats
      rolodex stats --json | jq '.talks_by_month[-1]'
    """
    with shell.book() as book:
        told, by_category, by_tag = book.statistics(), book.people_by_category(), book.people_by_tag()
        requests, today = book.request_numbers(), book.today
    if json_:
        put(as_json.whole(as_json.statistics(told, by_category, by_tag, requests)))
    else:
        columns = get_terminal_size().columns if on_terminal() else _IN_A_PIPE
        put(_people(told))
        put(_bars("People by category", by_category, columns))
        put(_bars("People by tag", {f"#{tag}": count for tag, count in by_tag.items()}, columns))
        put(_times(told, today, columns))
        put(_requests(requests, columns))


def _people(told: Statistics) -> Iterator[str]:
    people = {
        "people": told.people,
        "with a star": told.starred,
        "without a tag": told.untagged,
        "never talked to": told.never_talked,
        "archived": told.archived,
    }
    room = max(width(f"{count:,}") for count in people.values())
    for label, count in people.items():
        yield f"{count:>{room},}  {label}"


def _times(told: Statistics, today: date, columns: int) -> Iterator[str]:
    from rolodex import dates

    yield from _bars("People by year met", told.met_by_year, columns)
    yield from _bars("People by month added", _begun(told.added_by_month), columns)
    yield from _bars("Talks by month", _begun(told.talks_by_month), columns)
    yield from _bars("Introductions made by month", _begun(told.introductions_by_month), columns)
    yield from _bars("Talks by kind", told.talks_by_kind, columns)
    if told.longest_silent:
        yield from ("", paint("Longest since you talked", bold=True))
        for one in told.longest_silent:
            day = dates.spoken(date.fromisoformat(one.last), today)
            yield f"  {shown(one.name)}  {paint(day, dim=True)}"


def _requests(numbers: RequestNumbers, columns: int) -> Iterator[str]:
    from rolodex.book import request_words

    yield from _bars("Requests by month", _begun(request_words.by_month(numbers)), columns)
    yield from _bars("Requests that came in", request_words.in_numbers(numbers), columns)
    if numbers.grown:
        yield from ("", paint("Grew out of declined requests", bold=True))
        yield from (f"  {shown(name)}" for name in numbers.grown)


def _begun(counts: Mapping[str, int]) -> dict[str, int]:
    """From the first month on in which there is anything."""
    return dict(dropwhile(lambda month: not month[1], counts.items()))


def _bars(title: str, counts: Mapping[str, int], columns: int) -> Iterator[str]:
    """A line with a bar for each count; nothing where all are none."""
    from rolodex import bars

    if not any(counts.values()):
        return
    labels = {key: fit(shown(key), _LABEL) for key in counts}
    label_room = max(map(width, labels.values()))
    most = max(counts.values())
    number_room = len(f"{most:,}")
    yield from ("", paint(title, bold=True))
    for key, count in counts.items():
        gap = " " * (label_room - width(labels[key]))
        bar = bars.across(count, most, max(1, columns - label_room - number_room - 6))
        yield f"  {labels[key]}{gap}  {count:>{number_room},}  {paint(bar, fg='cyan')}".rstrip()
