"""The journal: every change of a book kept row by row, so that it can be undone, redone and told.

One change is one transaction. While it is open, temporary triggers write each row that is inserted, updated
or deleted into `change_row`, before and after, as JSON objects. Undoing puts back the rows of before, but
only where the book still holds the rows of after: what somebody changed since is never overwritten. Undo and
redo write no journal rows; they flip `change.undone` and take the next `turn`.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from rolodex.model import CannotOpen, Change, Conflict, NotFound
from rolodex.store import triggers
from rolodex.store.ids import IDS, as_json


@dataclass(slots=True)
class Open:
    """The change that is being made. Its label may be set until it is closed, when the count is known."""

    id: int
    label: str


_OUTSIDE = frozenset(
    (
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL),
        *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN),
    )
)
"""What can go wrong with a file that this program did not cause."""


class Journal:
    """The journal of one connection."""

    def __init__(
        self, connection: sqlite3.Connection, *, origin: str, session: str, derive: Callable[[int], None]
    ) -> None:
        """`derive` is called with the change's id, inside its transaction, after every do, undo and redo."""
        self._connection = connection
        self._origin = origin
        self._session = session
        self._derive = derive
        self._open: Open | None = None

    @contextmanager
    def change(self, label: str, at: str) -> Iterator[Open]:
        """One undoable change, `at` in UTC. Inside another change it joins that one.

        A change that changes no row leaves no trace. An exception rolls all of it back.
        """
        if self._open is not None:
            # one of its own, so that the label it gives itself is not that of the whole
            yield Open(self._open.id, label)
            return
        with self._transaction():
            cursor = self._connection.execute(
                "INSERT INTO change (label, at, origin, session, turn) VALUES (?, ?, ?, ?, ?)",
                (label, at, self._origin, self._session, self._next_turn()),
            )
            triggers.watch(self._connection)
            open_ = self._open = Open(cursor.lastrowid or 0, label)
            self._connection.execute("INSERT INTO temp.open_change (id) VALUES (?)", (open_.id,))
            try:
                yield open_
            finally:
                self._open = None
                if self._connection.in_transaction:
                    self._connection.execute("DELETE FROM temp.open_change")
            self._close(open_)

    def _close(self, open_: Open) -> None:
        changed = self._connection.execute(
            "SELECT 1 FROM change_row WHERE change_id = ? LIMIT 1", (open_.id,)
        ).fetchone()
        if not changed:
            self._connection.execute("DELETE FROM change WHERE id = ?", (open_.id,))
            return
        self._connection.execute("UPDATE change SET label = ? WHERE id = ?", (open_.label, open_.id))
        self._connection.execute("UPDATE change SET redoable = 0 WHERE redoable = 1")
        self._derive(open_.id)

    def newest(self) -> int:
        """The id of the newest change, undone ones too; 0 before the first."""
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0])

    def own_since(self, change_id: int) -> list[int]:
        """This session's changes after that one which are not undone, newest first."""
        rows = self._connection.execute(
            "SELECT id FROM change WHERE id > ? AND session = ? AND NOT undone ORDER BY id DESC",
            (change_id, self._session),
        )
        return [id for (id,) in rows]

    def undo(self, change_id: int | None = None) -> Change:
        """Undo a change: the one named, else this session's newest, else the book's newest.

        Raises NotFound when there is none, and Conflict when rows of it were changed since.
        """
        return self._turn(change_id, undone=True)

    def redo(self, change_id: int | None = None) -> Change:
        """Redo the change undone last (or the one named), unless something new was done since.

        Raises NotFound when there is none, and Conflict when rows of it were changed since.
        """
        return self._turn(change_id, undone=False)

    def _turn(self, change_id: int | None, *, undone: bool) -> Change:
        change: Change | None = None
        try:
            with self._transaction():
                change = self._pick(change_id, undone=not undone)
                self._swap(change, *(("after", "before") if undone else ("before", "after")))
                self._connection.execute(
                    "UPDATE change SET undone = ?, redoable = ?, turn = ? WHERE id = ?",
                    (undone, undone, self._next_turn(), change.id),
                )
                self._derive(change.id)
        except sqlite3.IntegrityError as error:
            assert change is not None  # only putting back its rows can break a rule
            raise Conflict(_refusal(change, undone, _in_the_way(error, undone))) from error
        return replace(change, undone=undone)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OUTSIDE:
                raise CannotOpen(
                    f"The book can't be written now ({error}). Nothing was changed; try again."
                ) from error
            raise

    def _next_turn(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(turn), 0) + 1 FROM change").fetchone()[0])

    def _pick(self, change_id: int | None, *, undone: bool) -> Change:
        word = "redo" if undone else "undo"
        if change_id is not None:
            row = self._connection.execute(f"{_CHANGE} WHERE change.id = ?", (change_id,)).fetchone()
            if row is None:
                raise NotFound(f"There is no change {change_id}. `rolodex history` lists them.")
            change = _as_change(row)
            if change.undone is not undone:
                state = "undone already" if change.undone else "not undone"
                raise NotFound(f"Change {change_id} ({change.label}) is {state}.")
            return change
        row = self._connection.execute(
            f"{_CHANGE} WHERE change.undone = ? AND (NOT ? OR change.redoable)"
            " ORDER BY NOT change.undone AND change.session = ? DESC, change.turn DESC LIMIT 1",
            (undone, undone, self._session),
        ).fetchone()
        if row is None:
            raise NotFound(f"There is nothing to {word}.")
        return _as_change(row)

    def _swap(self, change: Change, wanted: str, given: str) -> None:
        """Where the book holds the rows `wanted` (`before` or `after`) of a change, put those `given`."""
        connection = self._connection
        # rows come back in any order; what still points nowhere at COMMIT is refused there
        connection.execute("PRAGMA defer_foreign_keys = ON")
        first, last = ("min", "max") if wanted == "after" else ("max", "min")
        connection.execute("DROP TABLE IF EXISTS temp.swap")
        connection.execute(
            "CREATE TEMP TABLE swap AS"
            f" SELECT ends.table_name, ends.row_id, w.{wanted} AS wanted, g.{given} AS given FROM"
            f" (SELECT table_name, row_id, {last}(id) AS wanted_id, {first}(id) AS given_id FROM change_row"
            " WHERE change_id = ? GROUP BY table_name, row_id) AS ends"
            " JOIN change_row AS w ON w.id = wanted_id JOIN change_row AS g ON g.id = given_id",
            (change.id,),
        )
        tables = [t for (t,) in connection.execute("SELECT DISTINCT table_name FROM temp.swap")]
        for table in tables:
            self._check_unchanged(table, change, undoing=wanted == "after")
        for table in tables:
            # rows that only differ go too: two of them may have to swap what must be unique
            connection.execute(
                f"DELETE FROM main.{table} WHERE id IN (SELECT row_id FROM temp.swap WHERE table_name = ?)",
                (table,),
            )
        for table in tables:
            self._put(table)
        connection.execute("DROP TABLE temp.swap")

    def _check_unchanged(self, table: str, change: Change, *, undoing: bool) -> None:
        now = triggers.image(triggers.names(self._connection, table), table)
        changed = self._connection.execute(
            f"SELECT swap.row_id FROM temp.swap LEFT JOIN main.{table} ON {table}.id = swap.row_id"
            f" WHERE swap.table_name = ? AND swap.wanted IS NOT"
            f" CASE WHEN {table}.id IS NULL THEN NULL ELSE {now} END LIMIT 1",
            (table,),
        ).fetchone()
        if changed is None:
            return
        newer = self._connection.execute(
            "SELECT change.id, change.label FROM change_row JOIN change ON change.id = change_row.change_id"
            " WHERE table_name = ? AND row_id = ? AND change.id <> ? ORDER BY undone, turn DESC LIMIT 1",
            (table, changed[0], change.id),
        ).fetchone()
        by = f" by change {newer[0]} ({newer[1]})" if newer else ""
        raise Conflict(_refusal(change, undoing, f": the {_spoken(table)} was changed since{by}"))

    def _put(self, table: str) -> None:
        columns = triggers.names(self._connection, table)
        values = ", ".join(f"json_extract(given, '$.{column}')" for column in columns)
        self._connection.execute(
            f"INSERT INTO main.{table} ({', '.join(columns)})"
            f" SELECT {values} FROM temp.swap WHERE table_name = ? AND given IS NOT NULL",
            (table,),
        )


_CHANGE = (
    "SELECT change.id, change.label, change.at, change.origin,"
    " (SELECT count(*) FROM change_row WHERE change_id = change.id), change.undone FROM change"
)


def changes(connection: sqlite3.Connection, limit: int) -> list[Change]:
    """The newest changes, newest first."""
    rows = connection.execute(f"{_CHANGE} ORDER BY change.id DESC LIMIT ?", (limit,))
    return [_as_change(row) for row in rows]


def named(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, Change]:
    """Those of the changes that are there, by id."""
    rows = connection.execute(f"{_CHANGE} WHERE change.id IN {IDS}", (as_json(ids),))
    return {row[0]: _as_change(row) for row in rows}


def _as_change(row: tuple[int, str, str, str, int, int]) -> Change:
    return Change(id=row[0], label=row[1], at=row[2], origin=row[3], rows=row[4], undone=bool(row[5]))


def version(connection: sqlite3.Connection) -> int:
    """A number that differs from the last one when another connection wrote to the file, drafts included."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def turn(connection: sqlite3.Connection) -> int:
    """The number of the last doing, undoing or redoing: it grows with every change by anybody."""
    return int(connection.execute("SELECT coalesce(max(turn), 0) FROM change").fetchone()[0])


def state(connection: sqlite3.Connection) -> str:
    """Which changes the book has seen, for `turn_of`."""
    return json.dumps([_last_turned(connection), _newest(connection)])


def turn_of(connection: sqlite3.Connection, state: str) -> int | None:
    """The turn of a `state` that this book was once in; None where it was not, is an older copy, or where
    that cannot be told, since what was done last then was undone or redone later.
    """
    try:
        turned, newest = json.loads(state)
        seen = (_last_turned(connection, turned[0]), _newest(connection, newest[0])) == (turned, newest)
        return int(turned[0]) if seen else None
    except (ValueError, TypeError, LookupError, OverflowError, sqlite3.Error):
        return None


def _last_turned(connection: sqlite3.Connection, up_to: int = sys.maxsize) -> list[object]:
    """The last doing, undoing or redoing, of no later turn than that one: another copy of the book may have
    one of its turn, of another change.
    """
    row = connection.execute(
        "SELECT turn, id, undone FROM change WHERE turn <= ? ORDER BY turn DESC LIMIT 1", (up_to,)
    ).fetchone()
    return list(row or (0, 0, 0))


def _newest(connection: sqlite3.Connection, up_to: int = sys.maxsize) -> list[object]:
    """The newest change, no newer than that one: another book may have one of its id, not one like it."""
    row = connection.execute(
        "SELECT id, session, at FROM change WHERE id <= ? ORDER BY id DESC LIMIT 1", (up_to,)
    ).fetchone()
    return list(row or (0, "", ""))


def tables(connection: sqlite3.Connection, changes: Iterable[int]) -> list[str]:
    """The tables of which the changes touched rows."""
    rows = connection.execute(
        "SELECT DISTINCT table_name FROM json_each(?) AS changed"
        " CROSS JOIN change_row ON change_id = changed.value",
        (as_json(changes),),
    )
    return [table for (table,) in rows]


def touched_since(connection: sqlite3.Connection, since: int) -> list[int]:
    """The ids of the changes done, undone or redone after turn `since`, in that order."""
    return [
        id for (id,) in connection.execute("SELECT id FROM change WHERE turn > ? ORDER BY turn", (since,))
    ]


def _in_the_way(error: sqlite3.IntegrityError, undoing: bool) -> str:
    if "FOREIGN KEY" not in str(error):
        return ": there is something else of the same name now"
    return ": something added since hangs on it" if undoing else ": something it hung on is gone"


def _refusal(change: Change, undoing: bool, why: str) -> str:
    word, remedy = ("undone", " Undo the newer change first.") if undoing else ("redone", "")
    return f"“{change.label}” can't be {word}{why}. Nothing was changed.{remedy}"


def _spoken(table: str) -> str:
    said = {
        "contact_point": "contact's email, phone, URL or handle",
        "contact_tag": "tag on a contact",
        "people_group": "group",
    }
    return said.get(table, table.replace("_", " "))
