"""Whom a condition fits and in which order everybody stands, kept until the book changes.

Typing asks for nearly the same with every key: the terms that are already there are answered from here, and a
combination of them is a few operations on numbers with a byte for each id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta, tzinfo
from itertools import compress

from rolodex import query
from rolodex.store import answers, log_words, select
from rolodex.store.conditions import Finder
from rolodex.store.file import Connection
from rolodex.store.held import Held

_MOST = 40
"""Conditions kept; each is a byte for everybody."""
_ORDERS = 4
"""Orders kept, beside that of the names."""
_DENSE = 4
"""Ids for each contact up to which a place is an id; beyond, ids are looked up."""

_BY_NAME = (query.SortBy("name"),)


class Kept:
    """Answers of one state of the book."""

    def __init__(self, connection: Connection, find: Finder) -> None:
        self._connection = connection
        self._find = find
        self._held = Held(connection)
        self._sets: dict[query.Node, int] = {}
        """A byte for each place, 1 for those whom the condition fits."""
        self._last: tuple[query.Node, frozenset[int]] | None = None
        self._unconditional: frozenset[int] | None = None
        self._orders: dict[Sequence[query.SortBy], list[int]] = {}
        self._places: range | dict[int, int] = range(0)
        self._everyone: int | None = None

    def prepare(self) -> bool:
        """Read more of what is held in memory, a matter of some 5 ms; False once all is read."""
        return self._held.more()

    def renew(self, touched: Collection[int], tables: Collection[str]) -> None:
        """Rows of these tables changed, of these contacts."""
        self._held.renew(touched, tables)
        self._drop(tables)

    def forget(self) -> None:
        """Anything may have changed."""
        self._held.forget()
        self._drop(("contact",))

    def forget_words(self) -> None:
        """More people can be found by their words."""
        self._sets.clear()
        self._last = None

    def _drop(self, tables: Collection[str]) -> None:
        """Who is there, and the order of names, hang on the contacts alone."""
        self._sets.clear()
        self._last = None
        by_name = self._orders.get(_BY_NAME)
        self._orders.clear()
        if "contact" in tables:
            self._everyone = self._unconditional = None
        elif by_name is not None:
            self._orders[_BY_NAME] = by_name

    def fitting(self, where: query.Node | None, zone: tzinfo) -> frozenset[int]:
        """Whom the condition fits. Archived contacts are left out unless it names them."""
        if where is None:
            if self._unconditional is None:
                self._unconditional = self._set(self._unarchived(zone), zone)
            return self._unconditional
        if self._last is None or self._last[0] != where:
            self._last = where, self._set(self._present(where, zone), zone)
        return self._last[1]

    def ordered(self, where: query.Node | None, sort: Sequence[query.SortBy], zone: tzinfo) -> list[int]:
        """Whom the condition fits, in order; by name among equals."""
        return self._in_order(self._present(where, zone), tuple(sort) or _BY_NAME, zone)

    def _in_order(self, found: int, sort: Sequence[query.SortBy], zone: tzinfo) -> list[int]:
        order = self._orders.get(sort)
        if order is None and self._held.ready:
            by_name = self._in_order(found, _BY_NAME, zone)
            order = answers.in_order(self._held, by_name, sort, answers.fields(self._connection))
            if order is not None:
                return order
        if order is None:
            order = self._order(sort, zone)
        fits = self._bytes(found, zone)
        if fits.count(1) == len(order):
            return order
        if isinstance(self._places, range):
            return [id for id in order if fits[id]]
        return [id for id in order if fits[self._places[id]]]

    def _order(self, sort: Sequence[query.SortBy], zone: tzinfo) -> list[int]:
        if sort not in self._orders:
            if len(self._orders) > _ORDERS:
                del self._orders[next(key for key in self._orders if key != _BY_NAME)]
            self._orders[sort] = select.everyone(self._connection, sort, zone=zone)
        return self._orders[sort]

    def _present(self, where: query.Node | None, zone: tzinfo) -> int:
        if where is None:
            return self._unarchived(zone)
        found = self._fit(where, zone)
        return found if select.names_archived(where) else found & self._unarchived(zone)

    def _unarchived(self, zone: tzinfo) -> int:
        return self._all(zone) ^ self._leaf(query.Is("archived"), zone)

    def _all(self, zone: tzinfo) -> int:
        if self._everyone is None:
            order = self._order(_BY_NAME, zone)
            top = max(order, default=0)
            if top < _DENSE * (len(order) + 1000) and min(order, default=0) >= 0:
                self._places = range(top + 1)
            else:
                self._places = {id: place for place, id in enumerate(order)}
            self._everyone = self._number(order)
        return self._everyone

    def _number(self, ids: Iterable[int]) -> int:
        """The number with a byte of 1 at the place of each id."""
        found = bytearray(len(self._places))
        if isinstance(self._places, range):
            top = len(found)
            for id in ids:
                if id < top:
                    found[id] = 1
        else:
            for id in ids:
                if (place := self._places.get(id)) is not None:
                    found[place] = 1
        return int.from_bytes(found, "little")

    def _set(self, number: int, zone: tzinfo) -> frozenset[int]:
        fits = self._bytes(number, zone)
        return frozenset(compress(self._places, fits))

    def _bytes(self, number: int, zone: tzinfo) -> bytes:
        self._all(zone)
        return number.to_bytes(len(self._places), "little")

    def _fit(self, node: query.Node, zone: tzinfo) -> int:
        if isinstance(node, query.And):
            found = self._all(zone)
            for part in node.parts:
                found &= self._fit(part, zone)
            return found
        if isinstance(node, query.Or):
            found = 0
            for part in node.parts:
                found |= self._fit(part, zone)
            return found
        if isinstance(node, query.Not):
            return self._all(zone) ^ self._fit(node.part, zone)
        if isinstance(node, query.When) and node.or_never and node.end and node.start is None:
            # long ago or never is everybody but the few of late
            lately = query.When(node.column, node.end + timedelta(days=1), None)
            return self._all(zone) ^ self._leaf(lately, zone)
        return self._leaf(node, zone)

    def _leaf(self, node: query.Node, zone: tzinfo) -> int:
        found = self._sets.pop(node, None)
        if found is None:
            everyone = self._all(zone)
            found = everyone & self._look_up(node, zone)
            while len(self._sets) >= _MOST:
                del self._sets[next(iter(self._sets))]
        self._sets[node] = found
        return found

    def _look_up(self, node: query.Node, zone: tzinfo) -> int:
        if isinstance(self._places, range):
            held = answers.fitting(self._held, node, self._connection, zone)
            if held is not None and isinstance(node, query.Words):
                logged = self._number(log_words.logged_phrase(self._connection, node.text))
                return int.from_bytes(held, "little") | logged
            if held is not None:
                return int.from_bytes(held, "little")
        if isinstance(node, query.Words) or node == query.LOSING_TOUCH:
            return self._number(self._find(node))
        return self._number(select.fitting(self._connection, node, self._find, zone=zone))
