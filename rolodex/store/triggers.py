"""The temporary triggers that write the journal while a change is open."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from rolodex.store.schema import JOURNALLED


def watch(connection: sqlite3.Connection) -> None:
    """Make the triggers, once a connection. They journal nothing until `temp.open_change` has a row."""
    if connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'open_change'").fetchone():
        return
    connection.execute("CREATE TEMP TABLE open_change (id INTEGER NOT NULL)")
    for table in JOURNALLED:
        for event in ("INSERT", "DELETE", "UPDATE"):
            connection.execute(_trigger(connection, table, event))


def _trigger(connection: sqlite3.Connection, table: str, event: str) -> str:
    """SQL: make the trigger that journals what happens to the rows of a table, if it is not there.

    It is, after an error on which SQLite took the whole transaction back.
    """
    columns = names(connection, table)
    row = "OLD" if event == "DELETE" else "NEW"
    before = "NULL" if event == "INSERT" else image(columns, "OLD")
    after = "NULL" if event == "DELETE" else image(columns, "NEW")
    differs = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)
    contact = _contact_in(table, columns)
    return (
        f"CREATE TEMP TRIGGER IF NOT EXISTS {_trigger_name(table, event)}"
        f" AFTER {event} ON main.{table} {f'WHEN {differs}' if event == 'UPDATE' else ''} BEGIN"
        " INSERT INTO change_row (change_id, table_name, row_id, contact_id, before, after)"
        f" SELECT open_change.id, '{table}', {row}.id, {'' if contact == 'NULL' else f'{row}.'}{contact},"
        f" {before}, {after} FROM open_change; END"
    )


def _trigger_name(table: str, event: str) -> str:
    return f"journal_{table}_{event.lower()}"


@contextmanager
def inserting(connection: sqlite3.Connection, table: str) -> Iterator[None]:
    """Journal the rows that are inserted into a table meanwhile all at once: one by one takes twice as long.

    To be used inside a change, for new rows of that table only, whose ids are greater than all before.
    """
    (change,) = connection.execute("SELECT id FROM temp.open_change").fetchone()
    (last,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM main.{table}").fetchone()
    columns = names(connection, table)
    # one that finds nothing to do still takes a tenth of the time
    connection.execute(f"DROP TRIGGER temp.{_trigger_name(table, 'INSERT')}")
    try:
        yield
    finally:
        connection.execute(_trigger(connection, table, "INSERT"))
    connection.execute(
        "INSERT INTO change_row (change_id, table_name, row_id, contact_id, before, after)"
        f" SELECT ?, '{table}', id, {_contact_in(table, columns)}, NULL, {image(columns, table)}"
        f" FROM main.{table} WHERE id > ? ORDER BY id",
        (change, last),
    )


def names(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, in their order."""
    return [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]


def image(columns: Iterable[str], row: str) -> str:
    """SQL: a row as it stands in the journal."""
    return "json_object({})".format(", ".join(f"'{c}', {row}.{c}" for c in columns))


def _contact_in(table: str, columns: Collection[str]) -> str:
    """The column of a table that says of which contact a row is; NULL if none does."""
    return {"contact": "id"}.get(table, "contact_id" if "contact_id" in columns else "NULL")
