"""SQL of several statements, run in the transaction that is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def run(db: Database, statements: str) -> None:
    """Run the statements, each ended by `;` and a line break, one by one.

    `executescript` would commit the transaction that is open.
    """
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)


def add_to_images(db: Database, columns: Mapping[str, Sequence[str]]) -> None:
    """Say in the journal's images of rows that these new columns of each table were empty texts."""
    for table, names in columns.items():
        empty = ", ".join(f"'$.{name}', ''" for name in names)
        for image in ("before", "after"):
            db.execute(
                f"UPDATE change_row SET {image} = json_set({image}, {empty})"
                f" WHERE table_name = ? AND {image} IS NOT NULL",
                (table,),
            )
