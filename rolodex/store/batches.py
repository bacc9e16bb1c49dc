"""Imports as rows: what each is called, and how its rows go back where nothing was written since."""

from __future__ import annotations

import json
import sqlite3

from rolodex.store import triggers
from rolodex.store.ids import IDS, as_json
from rolodex.store.schema import JOURNALLED

Row = tuple[int, str, str, str, int, int, int, int, int]
"""Change, name, time (UTC), tag, new, changed, how many of the new are still there, whether it is undone, and
whether it was rolled back by a change that is not undone."""

_ROLLED_BACK = "SELECT rolls_back FROM change WHERE rolls_back IS NOT NULL AND NOT undone"
_ROWS = (
    "SELECT change_id, name, at, tag, new, changed,"
    " (SELECT count(*) FROM change_row JOIN contact ON contact.id = row_id"
    " WHERE change_row.change_id = import_batch.change_id AND table_name = 'contact' AND before IS NULL),"
    f" undone, change_id IN ({_ROLLED_BACK})"
    " FROM import_batch JOIN change ON change.id = change_id"
)
_WRITTEN = (
    # what was rolled back is as if it had not been, and a roll-back writes nothing of its own
    f"NOT undone AND rolls_back IS NULL AND change_id NOT IN ({_ROLLED_BACK})"
)
"""SQL: whether a change stands."""


def add(connection: sqlite3.Connection, change: int, name: str, tag: str, new: int, changed: int) -> None:
    """Keep what a change is called that is an import; nothing when it changed no row."""
    connection.execute(
        "INSERT OR REPLACE INTO import_batch (change_id, name, tag, new, changed) SELECT ?, ?, ?, ?, ?"
        " WHERE EXISTS (SELECT 1 FROM change_row WHERE change_id = ?)",
        (change, name, tag, new, changed, change),
    )


def listed(connection: sqlite3.Connection) -> list[Row]:
    """Every import, newest first."""
    return connection.execute(f"{_ROWS} ORDER BY change_id DESC").fetchall()


def roll_back(connection: sqlite3.Connection, change: int, by: int) -> None:
    """Keep that a change rolls an import back."""
    connection.execute("UPDATE change SET rolls_back = ? WHERE id = ?", (change, by))


_TIMES = frozenset(("updated_at",))
"""Columns that say when a row was written, and not what somebody wrote."""

_ENTRIES = {
    "interaction": ("interaction_contact", "interaction_tag"),
    "follow_up": ("follow_up_contact",),
    "introduction": ("introduction_contact",),
    "category": ("category_field",),
}
"""Tables whose rows say little without rows of others: with whom it was, and under which tags."""


class TakingBack:
    """The rows of one change that go back, inside another that is open. To be closed.

    A row goes back if the book still holds it as the change left it; of one that the change only updated,
    each value that is still so. Somebody whom the change made stays with all their rows if anything was
    written about them since, and so does an entry; and whatever a row that stays hangs on stays.
    """

    def __init__(self, connection: sqlite3.Connection, change: int) -> None:
        self._connection = connection
        self._change = change
        self._tables = {table: triggers.names(connection, table) for table in JOURNALLED}
        self._links = [
            (table, row[3], row[2])
            for table in JOURNALLED
            for row in connection.execute(f"PRAGMA main.foreign_key_list({table})")
        ]
        """Child table, its column, parent table."""
        self.changed_since: set[int] = set()
        """Contacts of whom a row is not as the change left it."""
        self.kept: set[int] = set()
        """Contacts that the change made, and that stay."""
        self._gather()
        self._keep_entries()
        self._keep_written_about()

    def close(self) -> None:
        """Forget the rows."""
        self._connection.execute("DROP TABLE IF EXISTS temp.back")

    def _gather(self) -> None:
        connection = self._connection
        connection.execute("DROP TABLE IF EXISTS temp.back")
        connection.execute(
            "CREATE TEMP TABLE back (table_name TEXT, row_id INTEGER, before TEXT, after TEXT,"
            " PRIMARY KEY (table_name, row_id)) WITHOUT ROWID"
        )
        connection.execute(
            "INSERT INTO temp.back SELECT ends.table_name, ends.row_id, first.before, last.after FROM"
            " (SELECT table_name, row_id, min(id) AS first_id, max(id) AS last_id FROM change_row"
            " WHERE change_id = ? GROUP BY table_name, row_id) AS ends"
            " JOIN change_row AS first ON first.id = first_id JOIN change_row AS last ON last.id = last_id"
            " WHERE first.before IS NOT last.after",
            (self._change,),
        )
        for table in self._tables:
            self._drop_differing(table)

    def _drop_differing(self, table: str) -> None:
        """Drop rows that are as before already, and note of whom are those that were changed since."""
        columns = self._tables[table]
        image = triggers.image(columns, table)
        now = f"(SELECT {image} FROM main.{table} WHERE id = row_id)"
        self._connection.execute(f"DELETE FROM temp.back WHERE table_name = ? AND before IS {now}", (table,))
        self._spare(table, columns, image)
        differ = self._connection.execute(
            f"DELETE FROM temp.back WHERE table_name = ? AND after IS NOT {now}"
            " RETURNING coalesce(after, before)",
            (table,),
        ).fetchall()
        about = "id" if table == "contact" else "contact_id" if "contact_id" in columns else ""
        if about and differ:
            rows = self._connection.execute(
                f"SELECT json_extract(value, '$.{about}') FROM json_each(?)",
                (f"[{','.join(row for (row,) in differ)}]",),
            )
            # a request may be nobody's
            self.changed_since |= {id for (id,) in rows if id is not None}

    def _spare(self, table: str, columns: list[str], image: str) -> None:
        """Of a row that was updated by the change, and again since, only what it holds of the change goes."""
        rows = self._connection.execute(
            f"SELECT row_id, before, after, {image} FROM temp.back JOIN main.{table} ON {table}.id = row_id"
            f" WHERE table_name = ? AND before IS NOT NULL AND after IS NOT NULL AND after IS NOT {image}",
            (table,),
        ).fetchall()
        for id, *images in rows:
            before, after, now = map(json.loads, images)
            written = {column for column in columns if now[column] != after[column]}
            kept = {column: (now if column in written else before)[column] for column in columns}
            if kept == now:
                self._connection.execute(
                    "DELETE FROM temp.back WHERE table_name = ? AND row_id = ?", (table, id)
                )
            else:
                self._connection.execute(
                    "UPDATE temp.back SET before = ?, after = ? WHERE table_name = ? AND row_id = ?",
                    (json.dumps(kept), images[2], table, id),
                )
            # an interaction or a tag is of nobody alone
            about = now.get("id" if table == "contact" else "contact_id")
            if about and any(before[column] != after[column] for column in written - _TIMES):
                self.changed_since.add(about)

    def _keep_entries(self) -> None:
        """Keep entries that were added whole, if anything of them was written since."""
        added = "SELECT row_id FROM temp.back WHERE before IS NULL AND table_name = "
        for entry, parts in _ENTRIES.items():
            of_parts = "".join(
                f" UNION SELECT {entry}_id FROM main.{part} WHERE id NOT IN ({added}'{part}')"
                for part in parts
            )
            written = self._connection.execute(
                "SELECT row_id FROM main.change_row WHERE change_id = ? AND before IS NULL"
                f" AND table_name = '{entry}' AND row_id IN"
                f" (SELECT id FROM main.{entry} WHERE id NOT IN ({added}'{entry}'){of_parts})",
                (self._change,),
            )
            kept = as_json(id for (id,) in written)
            for table in (entry, *parts):
                of = "id" if table == entry else f"{entry}_id"
                self._connection.execute(
                    "DELETE FROM temp.back WHERE table_name = ? AND before IS NULL"
                    f" AND json_extract(after, '$.{of}') IN {IDS}",
                    (table, kept),
                )
                if "contact_id" in self._tables[table]:
                    with_whom = self._connection.execute(
                        f"SELECT contact_id FROM main.{table} WHERE {entry}_id IN {IDS}", (kept,)
                    )
                    self.changed_since |= {id for (id,) in with_whom}

    def made(self) -> list[int]:
        """The contacts that the change made and that are still there."""
        rows = self._connection.execute(
            "SELECT contact.id FROM change_row JOIN main.contact ON contact.id = row_id"
            " WHERE change_id = ? AND table_name = 'contact' AND before IS NULL",
            (self._change,),
        )
        return [id for (id,) in rows]

    def _keep_written_about(self) -> None:
        connection = self._connection
        later = (
            "SELECT {} FROM main.change_row JOIN main.change ON change.id = change_id"
            f" WHERE change_id > :change AND {_WRITTEN} AND "
        )
        made = set(self.made())
        self.changed_since &= made | self._there(self.changed_since)
        written = connection.execute(
            later.format("contact_id") + "contact_id IS NOT NULL"
            " UNION SELECT contact_id FROM main.interaction_contact WHERE interaction_id"
            f" IN ({later.format('row_id')} table_name = 'interaction')"
            " UNION SELECT contact_id FROM main.follow_up_contact WHERE follow_up_id"
            f" IN ({later.format('row_id')} table_name = 'follow_up')",
            {"change": self._change},
        )
        self.kept = made & ({id for (id,) in written} | self.changed_since)
        self._drop_rows_of(self.kept)
        while more := self._held():
            self.kept |= more
            self._drop_rows_of(more)
        self._drop_orphans()

    def _there(self, ids: set[int]) -> set[int]:
        rows = self._connection.execute(f"SELECT id FROM main.contact WHERE id IN {IDS}", (as_json(ids),))
        return {id for (id,) in rows}

    def _drop_rows_of(self, contacts: set[int]) -> None:
        """Rows that the change added of contacts that stay, stay."""
        for table, columns in self._tables.items():
            about = "$.id" if table == "contact" else "$.contact_id" if "contact_id" in columns else ""
            if about:
                self._connection.execute(
                    "DELETE FROM temp.back WHERE table_name = ? AND before IS NULL"
                    f" AND json_extract(after, '{about}') IN {IDS}",
                    (table, as_json(contacts)),
                )

    def _held(self) -> set[int]:
        """Drop added rows on which something hangs that stays, until there are none; contacts among them."""
        contacts: set[int] = set()
        dropped = True
        while dropped:
            dropped = False
            for child, column, parent in self._links:
                held = self._connection.execute(
                    "DELETE FROM temp.back WHERE table_name = :parent AND before IS NULL AND row_id IN"
                    f" (SELECT {column} FROM main.{child} WHERE id NOT IN (SELECT row_id FROM temp.back"
                    " WHERE table_name = :child AND before IS NULL)) RETURNING row_id",
                    {"parent": parent, "child": child},
                ).fetchall()
                dropped = dropped or bool(held)
                if parent == "contact":
                    contacts |= {id for (id,) in held}
        return contacts

    def _drop_orphans(self) -> None:
        """A row that hung on what is gone since does not come back."""
        for child, column, parent in self._links:
            self._connection.execute(
                "DELETE FROM temp.back WHERE table_name = :child AND before IS NOT NULL"
                f" AND json_extract(before, '$.{column}') NOT IN (SELECT id FROM main.{parent}"
                " UNION ALL SELECT row_id FROM temp.back AS other"
                " WHERE other.table_name = :parent AND other.after IS NULL)",
                {"child": child, "parent": parent},
            )

    def restored(self) -> set[int]:
        """The contacts that the change did not make, and of whom rows go back."""
        rows = self._connection.execute(
            "SELECT contact_id FROM temp.back JOIN main.change_row USING (table_name, row_id)"
            # what a file said of somebody is nothing of theirs
            " WHERE change_id = ? AND contact_id IS NOT NULL AND table_name <> 'source_record'",
            (self._change,),
        )
        return self._there({id for (id,) in rows}) - set(self.made())

    def removed(self) -> int:
        """How many contacts go."""
        return len(self.made()) - len(self.kept)

    def apply(self) -> None:
        """Put the rows back. Where another row has the same name or place now, that one stays."""
        connection = self._connection
        # children and parents go in any order; what hangs on nothing at COMMIT is refused there
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table in self._tables:
            connection.execute(
                f"DELETE FROM main.{table} WHERE id IN"
                " (SELECT row_id FROM temp.back WHERE table_name = ? AND before IS NULL)",
                (table,),
            )
        for table, columns in self._tables.items():
            values = ", ".join(f"json_extract(before, '$.{column}')" for column in columns)
            connection.execute(
                f"INSERT OR IGNORE INTO main.{table} ({', '.join(columns)}) SELECT {values}"
                " FROM temp.back WHERE table_name = ? AND after IS NULL",
                (table,),
            )
            changed = ", ".join(f"{c} = json_extract(before, '$.{c}')" for c in columns if c != "id")
            connection.execute(
                f"UPDATE OR IGNORE main.{table} SET {changed} FROM temp.back WHERE table_name = ?"
                f" AND row_id = {table}.id AND before IS NOT NULL AND after IS NOT NULL",
                (table,),
            )


def written_since(connection: sqlite3.Connection, change: int, contacts: set[int]) -> dict[int, str]:
    """The last thing that was done since a change with each of the contacts: contact and label."""
    since = f"change_id > :change AND {_WRITTEN}"
    rows = connection.execute(
        "WITH about AS ("
        " SELECT contact_id, label, change_row.id FROM change_row JOIN change ON change.id = change_id"
        f" WHERE {since} AND contact_id IS NOT NULL"
        " UNION ALL SELECT with_whom.contact_id, label, change_row.id FROM change_row"
        " JOIN change ON change.id = change_id"
        " JOIN interaction_contact AS with_whom ON interaction_id = row_id"
        f" WHERE {since} AND table_name = 'interaction')"
        f" SELECT contact_id, label, max(id) FROM about WHERE contact_id IN {IDS.replace('?', ':contacts')}"
        " GROUP BY contact_id",
        {"change": change, "contacts": as_json(contacts)},
    )
    return {id: label for id, label, _ in rows}
