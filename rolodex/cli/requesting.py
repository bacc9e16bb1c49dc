"""The verb about connection requests: written down, listed, decided, replied to."""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from rolodex.cli import as_json
from rolodex.cli.shell import Shell, on_terminal, paint, put, tell
from rolodex.model import Asked, BadInput, Request
from rolodex.model.requests import State
from rolodex.text import counted, fit, shown, width

if TYPE_CHECKING:
    from rolodex.book import Book

_NAME = 26
"""Cells of a name."""

_number = click.argument("number", metavar="NUMBER", type=int)


@click.group(invoke_without_command=True)
@click.pass_context
def request(ctx: click.Context) -> None:
    """Keep the ledger of connection requests: who asked, what is known of them, what became of it.

    Without a verb, lists the open ones with what your policy says of each and why. NUMBER is the one that
    the list begins with. LinkedIn's Invitations.csv comes in with `rolodex import`.

    \b
    Examples:
      rolodex request add "Mary Somerville" --message "we met at the fair" --by "Ada Lovelace"
      rolodex request accept 12
      rolodex request reply 12 --template "only people" | pbcopy
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@request.command("list")
@click.option("--decided", is_flag=True, help="Those that were accepted or declined.")
@click.option("--mine", is_flag=True, help="Those that you sent.")
@click.option("--json", "json_", is_flag=True, help="As JSON.")
@click.pass_obj
def list_(shell: Shell, decided: bool = False, mine: bool = False, json_: bool = False) -> int:
    """List the open requests, or the decided ones, or yours.

    In a pipe a request is a line of number, name, service, day, state and what the policy says, with tabs
    between.

    \b
    Example:
      rolodex request list --decided
    """
    states: tuple[State, ...] = ("accepted", "declined") if decided else ("open", "waiting")
    if mine:
        states = ("open", "waiting", "accepted", "declined", "withdrawn")
    with shell.book() as book:
        found, today = book.requests(states, outgoing=mine), book.today
    if json_:
        put(as_json.lines(map(as_json.request, found)))
    elif on_terminal():
        put(_aligned(found, today))
    else:
        put(map(_tab_separated, found))
    if not found:
        told = "No request is open: see --decided and --mine." if not (decided or mine) else "There is none."
        tell(f"{told} LinkedIn's Invitations.csv brings them in: rolodex import EXPORT.zip")
        return 1
    return 0


@request.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--on", "service", metavar="SERVICE", default="linkedin", help="Where: linkedin, x, …")
@click.option("--handle", metavar="NAME", default="", help="Their user name there.")
@click.option("--message", metavar="TEXT", default="", help="What they wrote.")
@click.option("--by", metavar="WHO", default="", help="Who recommended them.")
@click.option("--day", metavar="DATE", default="", help="When; else today.")
@click.option("--sent", is_flag=True, help="You asked them, not they you.")
@click.pass_obj
def add(
    shell: Shell,
    name: tuple[str, ...],
    service: str,
    handle: str,
    message: str,
    by: str,
    day: str,
    sent: bool,
) -> None:
    """Write down a request of NAME.

    \b
    Example:
      rolodex request add Mary Somerville --on x --handle mary --day yesterday
    """
    row = Request(
        name=" ".join(name),
        service=service,
        handle=handle,
        message=message,
        by=by,
        on=day,
        direction="out" if sent else "in",
    )
    with shell.book(create=True) as book:
        kept = book.request(row)
        (asked,) = book.asked([kept])
    tell(f"Written down as {kept.id}. {_verdict(asked)}".rstrip())


@request.command()
@_number
@click.option("--same-as", metavar="WHO", default="", help="Who in the book it is; new: nobody.")
@click.pass_obj
def accept(shell: Shell, number: int, same_as: str) -> None:
    """Accept request NUMBER: who asks becomes a contact, or is the one who has their user name.

    \b
    Example:
      rolodex request accept 12 --same-as "ada lovelace"
    """
    with shell.book() as book:
        same = book.who(same_as, guess=False).id if same_as and same_as != "new" else 0
        (asked,) = book.asked([book.get_request(number)])
        if not same_as and asked.known is None and asked.namesakes:
            names = " or ".join(f"{shown(one.name)} ({one.uid})" for one in asked.namesakes)
            raise BadInput(
                f"Is it {names}? Say --same-as WHO, or --same-as new for somebody else. Nothing was changed."
            )
        person = book.accept(number, same_as=same)
    tell(f"Accepted: {shown(person.name)} is in the book.")


@request.command()
@click.argument("numbers", metavar="NUMBER...", type=int, nargs=-1, required=True)
@click.pass_obj
def decline(shell: Shell, numbers: tuple[int, ...]) -> None:
    """Decline requests.

    \b
    Example:
      rolodex request decline 12 13 14
    """
    _decide(shell, numbers, "declined")


@request.command()
@click.argument("numbers", metavar="NUMBER...", type=int, nargs=-1, required=True)
@click.pass_obj
def wait(shell: Shell, numbers: tuple[int, ...]) -> None:
    """Put requests by till later.

    \b
    Example:
      rolodex request wait 12
    """
    _decide(shell, numbers, "waiting")


def _decide(shell: Shell, numbers: Sequence[int], state: State) -> None:
    with shell.book() as book:
        for number in numbers:
            book.get_request(number)
        done = book.decide(numbers, state)
    tell(f"{counted(done, 'request', 'requests')} {state}.")


@request.command()
@_number
@click.option("--template", metavar="NAME", default="only people I know", help="Which; a beginning will do.")
@click.option("--print", "how", flag_value="print", default=True, help="Print it: so it is without options.")
@click.option("--mailto", "how", flag_value="mailto", help="Print it as a mailto: URL.")
@click.option("--copy", "how", flag_value="copy", help="Have the terminal copy it, over ssh too (OSC 52).")
@click.option("--keep", is_flag=True, help="Keep that it was sent today.")
@click.pass_obj
def reply(shell: Shell, number: int, template: str, how: str, keep: bool) -> None:
    """Print the reply to request NUMBER, filled in from a template, or copy it.

    \b
    Examples:
      rolodex request reply 12 --template welcome --copy --keep
      xdg-open "$(rolodex request reply 12 --mailto)"
    """
    if how == "copy" and not on_terminal():
        raise BadInput("It is the terminal that copies, and there is none: leave out --copy, and pipe it on.")
    with shell.book() as book:
        (asked,) = book.asked([book.get_request(number)])
        text = book.reply_to(asked.request, template)
        if keep:
            book.replied(number, text)
    if how == "mailto":
        from rolodex.book import request_words

        put([shown(request_words.mailto(asked, text))])
    elif how == "copy":
        click.echo(f"\x1b]52;c;{b64encode(text.encode()).decode()}\a", nl=False)
        tell(f"Copied the reply to {shown(asked.request.name)}.")
    else:
        put(shown(line) for line in text.split("\n"))


@request.command()
@click.argument("name", required=False, default="")
@click.argument("text", required=False, default="")
@click.option("--edit", is_flag=True, help="Change it in $EDITOR.")
@click.option("--forget", is_flag=True, help="Take your own away; one that ships is there again.")
@click.pass_obj
def template(shell: Shell, name: str, text: str, edit: bool, forget: bool) -> None:
    """Print the templates, print the one called NAME, or keep TEXT under it (`-`: standard input).

    \b
    Examples:
      rolodex request template short "Hello {first_name}, where did we meet? {my_name}"
      rolodex request template welcome --edit
    """
    with shell.book() as book:
        if forget:
            book.keep_template(name, "")
            tell(f"Forgot your own template {shown(name)}.")
        elif edit:
            _edit(book, *book.named_template(name))
        elif text:
            written = sys.stdin.read() if text == "-" else text
            if not written.strip():
                raise BadInput("The text is empty. To take a template of your own away: --forget.")
            book.keep_template(name, written)
            tell(f"Kept the template {shown(name)}.")
        elif name:
            put(shown(line) for line in book.template(name).split("\n"))
        else:
            for own, said in book.templates().items():
                put([paint(shown(own), bold=True)])
                put(f"  {shown(line)}" for line in said.split("\n"))


def _edit(book: Book, name: str, before: str) -> None:
    after = click.edit(before)
    if after is None or not after.strip():
        tell("Nothing was changed.")
        return
    try:
        book.keep_template(name, after)
    except BadInput:
        # what was typed is not lost with the editor's file
        put(shown(line) for line in after.split("\n"))
        raise
    tell(f"Kept the template {shown(name)}.")


@request.command()
@click.option("--name", metavar="NAME", default=None, help="What {my_name} stands for.")
@click.option("--email", metavar="EMAIL", default=None, help="What {work_email} stands for.")
@click.pass_obj
def me(shell: Shell, name: str | None, email: str | None) -> None:
    """Say your own name and email, as templates have them; without options, print them.

    \b
    Example:
      rolodex request me --name "Ann Author" --email ann@example.org
    """
    values = {key: text for key, text in (("my_name", name), ("work_email", email)) if text is not None}
    with shell.book(create=bool(values)) as book:
        if values:
            book.say_me(**values)
        put(f"{key}\t{shown(text)}" for key, text in book.me().items())


@request.command()
@click.argument("who", required=False, default=None)
@click.option("--by", metavar="QUERY", default=None, help="Or they are recommended by somebody whom it fits.")
@click.pass_obj
def policy(shell: Shell, who: str | None, by: str | None) -> None:
    """Accept those whom the query WHO fits; without words, print the policy.

    \b
    Example:
      rolodex request policy "has:met or last:<2y" --by "trust:>=know"
    """
    with shell.book(create=who is not None) as book:
        before = book.policy()
        if who is not None or by is not None:
            book.set_policy(before[0] if who is None else who, before[1] if by is None else by)
        kept = book.policy()
    put([f"accept\t{shown(kept[0])}", f"recommended by\t{shown(kept[1])}"])


def _aligned(found: Sequence[Asked], today: date) -> Iterator[str]:
    from rolodex.book import request_words

    for asked in found:
        row = asked.request
        said = request_words.verdict(asked) or request_words.state(row, today)
        yield f"{row.id:>5}  {request_words.sign(asked)} {_padded(shown(row.name))}  {shown(said)}"


def _padded(name: str) -> str:
    cut = fit(name, _NAME)
    return cut + " " * (_NAME - width(cut))


def _tab_separated(asked: Asked) -> str:
    row = asked.request
    return "\t".join(map(shown, (str(row.id), row.name, row.service, row.on, row.state, _verdict(asked))))


def _verdict(asked: Asked) -> str:
    from rolodex.book import request_words

    return request_words.verdict(asked)
