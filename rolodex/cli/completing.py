"""What the shell's completion offers: the tags of the book."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from rolodex.cli.shell import Shell
from rolodex.model import RolodexError
from rolodex.text import shown


def tags_so_far(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The tags of the book that begin with what was typed, the most used first. No book, no tags."""
    del param
    shell = Shell(ctx.find_root().params.get("given") or "")
    typed = incomplete.lstrip("#").casefold()
    try:
        with shell.book() as book:
            tags = [tag for tag in book.tags() if tag.name.casefold().startswith(typed)]
    except RolodexError:
        return []
    return [CompletionItem(shown(tag.name)) for tag in sorted(tags, key=lambda tag: -tag.count)]


def formats_so_far(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The formats that `import --as` takes, with what each is."""
    del ctx, param
    from rolodex.formats import FORMATS

    return [
        CompletionItem(name, help=format.about)
        for name, format in FORMATS.items()
        if name.startswith(incomplete)
    ]


def writers_so_far(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The formats that `export --as` takes, with what each is."""
    del ctx, param
    from rolodex.formats.writing import WRITERS

    return [
        CompletionItem(name, help=writer.about)
        for name, writer in WRITERS.items()
        if name.startswith(incomplete)
    ]


def groups_so_far(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The groups of the book whose name begins with what was typed. No book, no groups."""
    del param
    shell = Shell(ctx.find_root().params.get("given") or "")
    try:
        with shell.book() as book:
            names = [group.name for group in book.groups()]
    except RolodexError:
        return []
    return [
        CompletionItem(shown(name)) for name in names if name.casefold().startswith(incomplete.casefold())
    ]
