"""Verbs that change people: add one, tag some."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from typing import Any

import click

from rolodex.cli.attending import at
from rolodex.cli.choosing import agree, everyone
from rolodex.cli.completing import tags_so_far
from rolodex.cli.shell import Shell, called, put, tell
from rolodex.model import BadInput, Contact, Labelled
from rolodex.text import shown


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--company", metavar="TEXT", default="", help="Where they work.")
@click.option("--title", metavar="TEXT", default="", help="What they do there.")
@click.option("--city", metavar="TEXT", default="", help="Where they live.")
@click.option("--nickname", metavar="TEXT", default="", help="What they are called.")
@click.option(
    "--email", "emails", metavar="ADDRESS", multiple=True, help="May be given again, as may those below."
)
@click.option("--phone", "phones", metavar="NUMBER", multiple=True)
@click.option("--url", "urls", metavar="URL", multiple=True)
@click.option(
    "--handle", "handles", metavar="SERVICE/NAME", multiple=True, help="A user name, as in github/ada."
)
@click.option(
    "--tag", "tags", metavar="TAG", multiple=True, shell_complete=tags_so_far, help="/ between levels."
)
@click.option("--field", "fields", metavar="NAME=VALUE", multiple=True, help="A field of your own.")
@click.option("--met-how", metavar="TEXT", default="", help="How you met.")
@click.option("--met-where", metavar="TEXT", default="", help="The place or event.")
@click.option(
    "--met-on", metavar="DATE", default="", help="When, as exactly as you know: 2019, May 2019, last week."
)
@click.option("--met-via", metavar="NAME", default="", help="Through whom.")
@click.option("--birthday", metavar="DATE", default="", help="With or without a year: 10 December.")
@click.option("--note", metavar="TEXT", default="", help="Anything else.")
@click.pass_obj
def add(
    shell: Shell,
    /,
    name: tuple[str, ...],
    emails: tuple[str, ...],
    phones: tuple[str, ...],
    urls: tuple[str, ...],
    handles: tuple[str, ...],
    fields: tuple[str, ...],
    tags: tuple[str, ...],
    **texts: Any,
) -> None:
    """Add a person; prints their uid. Makes the book where there is none.

    A NAME in quotes with a comma in it, and no options, is a line: the name, a comma, and then in any order
    an email, a phone number, a user name (github/joe, @joe), #tags; the rest is the note. With - for a name,
    adds those who are written so on stdin, one a line. They are one change, and the options are about each
    of them.

    \b
    Examples:
      rolodex add Ada Lovelace --company "Analytical Engines" --email ada@example.org \\
          --tag conference/pycon-2026 --met-where "PyCon 2026" --met-on "May 2026"
      rolodex add "Joe Armstrong, joe@example.org, talk on Erlang, @joe #speaker"
      echo "Joe Armstrong, joe@example.org, talk on Erlang" | rolodex add - --tag erlang
    """
    from rolodex.book.person_line import about, read_person
    from rolodex.book.tagging import signed
    from rolodex.formats.handles import read_handle

    contact = Contact(
        name=" ".join(name),
        emails=tuple(map(Labelled, emails)),
        phones=tuple(map(Labelled, phones)),
        urls=tuple(map(Labelled, urls)),
        handles=tuple(map(read_handle, handles)),
        tags=tags,
        fields=dict(map(_field, fields)),
        **texts,
    )
    is_line = len(name) == 1 and "," in name[0] and contact == Contact(name=name[0])
    people = [read_person(name[0])] if is_line else [contact]
    if name == ("-",):
        people = _on_stdin(contact)
    with shell.book(create=True) as book:
        added = book.add_all(people)
        event = book.event()
    put([person.uid for person in added])
    tagged = f", tagged {signed(filter(str.strip, tags))}" if any(map(str.strip, tags)) else ""
    whom = about(added[0]) if is_line else called([person.name for person in added])
    tell(f"Added {whom}{at(event)}{tagged}. `rolodex undo` takes it back.")


def _on_stdin(each: Contact) -> list[Contact]:
    """Those who are written on stdin, one a line, with what is said of each of them. Raises BadInput."""
    from rolodex.book.person_line import read_person

    if sys.stdin.isatty():
        tell("One person a line, as in: Joe Armstrong, Erlang, joe@example.org · Ctrl-D ends.")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    people = []
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            person = read_person(line)
        except BadInput as error:
            raise BadInput(f"Line {number}: {error}. Nobody was added.") from error
        people.append(
            replace(
                each,
                name=person.name,
                emails=(*each.emails, *person.emails),
                phones=(*each.phones, *person.phones),
                handles=(*each.handles, *person.handles),
                tags=(*each.tags, *person.tags),
                note="\n".join(note for note in (each.note, person.note) if note),
            )
        )
    if not people:
        raise BadInput("Nobody is written on stdin. Write one person a line, the name first.")
    return people


def _field(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise BadInput(f"“{shown(text)}” sets no field. Write its name and the value: fee=20.")
    return name.strip(), value


@click.command()
@click.argument("who", nargs=-1, required=True)
@click.option("--add", "added", metavar="TAG", multiple=True, shell_complete=tags_so_far, help="Put it on.")
@click.option(
    "--remove", "removed", metavar="TAG", multiple=True, shell_complete=tags_so_far, help="Take it off."
)
@click.option("--yes", is_flag=True, help="Do not ask, however many a query fits.")
@click.pass_obj
def tag(
    shell: Shell, who: tuple[str, ...], added: tuple[str, ...], removed: tuple[str, ...], yes: bool
) -> None:
    """Put tags on WHO, and take tags off. Put a name of several words in quotes.

    WHO may be a query with a term in it: then it is everybody whom that fits. How many is said first,
    and on a terminal it is asked. A tag that is new is made; / makes levels.

    \b
    Examples:
      rolodex tag "Ada Lovelace" grace --add conference/pycon-2026 --remove todo
      rolodex tag "company:acme last:>1y" --add acme-alumni
    """
    from rolodex.book.tagging import signed

    if not added and not removed:
        raise click.UsageError("Say which tag: --add TAG or --remove TAG.")
    with shell.book() as book:
        people = everyone(book, who)
        agree(people, who, "Tag them?" if added else "Untag them?", yes=yes)
        changed = book.tag([person.id for person in people], add=added, remove=removed)
    signs = " ".join([signed([tag]) for tag in added] + [f"-{signed([tag])}" for tag in removed])
    everybody = called([person.name for person in people])
    if not changed:
        tell(f"Nothing to change: {everybody} {signs}.")
        return
    whom = everybody if changed == len(people) else f"{changed:,} of {len(people):,} people"
    tell(f"{'Tagged' if added else 'Untagged'} {whom} {signs}. `rolodex undo` takes it back.")
