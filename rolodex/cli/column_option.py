"""The option that says what columns of a sheet mean, for every verb that imports one."""

from __future__ import annotations

from collections.abc import Iterable

import click

from rolodex.model import BadInput
from rolodex.text import shown

column_option = click.option(
    "--column",
    metavar="HEADER=MEANING",
    multiple=True,
    help="What a column of a sheet means; remembered for the next file with that header.",
)


def meanings(texts: Iterable[str]) -> dict[str, str]:
    """What each column means, by its header: of `Kontakt=email`. Raises BadInput."""
    found = {}
    for text in texts:
        header, equals, meaning = text.rpartition("=")
        if not equals or not header.strip():
            raise BadInput(f"“{shown(text)}” is no column: give HEADER=MEANING. Nothing was changed.")
        found[header] = meaning
    return found
