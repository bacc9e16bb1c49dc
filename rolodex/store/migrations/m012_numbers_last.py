"""People who are called by a number sort behind those who have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_LAST = "char(1114111)"
"""What `match.sort_key` has before what is no name."""
_IS_NUMBER = "GLOB '[0-9]*' AND {0} NOT GLOB '*[^0-9 ]*'"


def step(db: Database) -> None:
    """Sort them anew, in the images of the journal too, or what was changed before could not be undone."""
    db.execute(f"UPDATE contact SET sort_name = {_LAST} || sort_name WHERE {_number('sort_name')}")
    for image in ("before", "after"):
        name = f"json_extract({image}, '$.sort_name')"
        db.execute(
            f"UPDATE change_row SET {image} = json_set({image}, '$.sort_name', {_LAST} || {name})"
            f" WHERE table_name = 'contact' AND {_number(name)}"
        )


def _number(text: str) -> str:
    return f"{text} {_IS_NUMBER.format(text)}"
