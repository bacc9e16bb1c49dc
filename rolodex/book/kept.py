"""Whom a condition fits and in which order everybody stands, kept until the book changes.

Typing asks for nearly the same with every key: the terms that are already there are answered from here, and a
combination of them is a few set operations.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta, tzinfo

from rolodex import query
from rolodex.store import select
from rolodex.store.file import Connection

_MOST = 60
"""Conditions kept; each is a set of at most everybody."""

_BY_NAME = (query.SortBy("name"),)


class Kept:
    """Answers of one state of the book."""

    def __init__(self, connection: Connection, find: select.Finder) -> None:
        self._connection = connection
        self._find = find
        self._sets: dict[query.Node, frozenset[int]] = {}
        self._orders: dict[Sequence[query.SortBy], list[int]] = {}
        self._everyone: frozenset[int] | None = None
        self._present: frozenset[int] | None = None

    def forget(self, tables: Collection[str]) -> None:
        """Rows of these tables changed. Who is there, and the order of names, hang on the contacts alone."""
        self._sets.clear()
        by_name = self._orders.get(_BY_NAME)
        self._orders.clear()
        if "contact" in tables:
            self._everyone = self._present = None
        elif by_name is not None:
            self._orders[_BY_NAME] = by_name

    def fitting(self, where: query.Node | None, zone: tzinfo) -> frozenset[int]:
        """Whom the condition fits. Archived contacts are left out unless it names them."""
        if where is None:
            return self._unarchived(zone)
        found = self._fit(where, zone)
        return found if select.names_archived(where) else found & self._unarchived(zone)

    def ordered(self, where: query.Node | None, sort: Sequence[query.SortBy], zone: tzinfo) -> list[int]:
        """Whom the condition fits, in order; by name among equals."""
        order = self._order(tuple(sort) or _BY_NAME, zone)
        found = self.fitting(where, zone)
        return order if len(found) == len(order) else [id for id in order if id in found]

    def _order(self, sort: Sequence[query.SortBy], zone: tzinfo) -> list[int]:
        if sort not in self._orders:
            self._orders[sort] = select.everyone(self._connection, sort, zone=zone)
        return self._orders[sort]

    def _unarchived(self, zone: tzinfo) -> frozenset[int]:
        if self._present is None:
            archived = self._leaf(query.Is("archived"), zone)
            everyone = self._all(zone)
            self._present = everyone - archived if archived else everyone
        return self._present

    def _all(self, zone: tzinfo) -> frozenset[int]:
        if self._everyone is None:
            self._everyone = frozenset(self._order(_BY_NAME, zone))
        return self._everyone

    def _fit(self, node: query.Node, zone: tzinfo) -> frozenset[int]:
        if isinstance(node, query.And):
            return frozenset.intersection(*(self._fit(part, zone) for part in node.parts))
        if isinstance(node, query.Or):
            return frozenset.union(*(self._fit(part, zone) for part in node.parts))
        if isinstance(node, query.Not):
            return self._all(zone) - self._fit(node.part, zone)
        if isinstance(node, query.When) and node.or_never and node.end and node.start is None:
            # long ago or never is everybody but the few of late
            lately = query.When(node.column, node.end + timedelta(days=1), None)
            return self._all(zone) - self._leaf(lately, zone)
        return self._leaf(node, zone)

    def _leaf(self, node: query.Node, zone: tzinfo) -> frozenset[int]:
        if node not in self._sets:
            if len(self._sets) >= _MOST:
                del self._sets[next(iter(self._sets))]
            self._sets[node] = frozenset(select.fitting(self._connection, node, self._find, zone=zone))
        return self._sets[node]
