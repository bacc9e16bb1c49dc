"""Queries as SQL and as kept sets agree with a plain reading of the same conditions, over random books."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rolodex.book.kept import Kept
from rolodex.match import sort_key
from rolodex.model import Contact
from rolodex.query import Is, Node, SortBy, Words
from rolodex.store import file, select
from tests.unit.plain_reading import GROUPS, SORTS, ascii_lower, fits, groups_of, in_order, wanted
from tests.unit.random_books import ZONE, added, made, meetings, nodes, people


@settings(max_examples=80, deadline=None)
@given(
    contacts=st.lists(st.tuples(people, added), max_size=6),
    log=st.lists(meetings, max_size=6),
    queries=st.lists(
        st.tuples(nodes, st.lists(st.builds(SortBy, st.sampled_from(SORTS), st.booleans()), max_size=2)),
        min_size=6,
        max_size=12,
    ),
)
def test_a_query_finds_whom_its_conditions_fit_in_the_order_asked_for(
    contacts: list[tuple[Contact, datetime]], log: list[Any], queries: list[tuple[Node, list[SortBy]]]
) -> None:
    with made(contacts, log) as (path, everybody), closing(file.open_file(path)) as connection:

        def find(node: Words | Is) -> list[int]:
            return [person.id for person in everybody.people if fits(node, person, everybody)]

        kept, prepared = Kept(connection, find), Kept(connection, find)
        while prepared.prepare():
            pass
        for node, sort in queries:
            right = in_order(wanted(node, everybody), sort)
            assert select.count(connection, node, find, zone=ZONE) == len(right)
            assert kept.ordered(node, sort, ZONE) == right, (node, sort)
            assert prepared.ordered(node, sort, ZONE) == right, (node, sort)
            assert prepared.fitting(node, ZONE) == set(right), node


@settings(max_examples=40, deadline=None)
@given(
    contacts=st.lists(st.tuples(people, added), max_size=6),
    queries=st.lists(
        st.tuples(nodes, st.lists(st.sampled_from(GROUPS), min_size=1, max_size=2, unique=True)),
        min_size=4,
        max_size=6,
    ),
)
def test_a_grouped_list_has_everybody_in_each_of_their_groups(
    contacts: list[tuple[Contact, datetime]], queries: list[tuple[Node, list[str]]]
) -> None:
    with made(contacts, []) as (path, everybody), closing(file.open_file(path)) as connection:

        def find(node: Words | Is) -> list[int]:
            return [person.id for person in everybody.people if fits(node, person, everybody)]

        for node, keys in queries:
            rows = [
                (groups, sort_key(person.name), person.id)
                for person in wanted(node, everybody)
                for groups in _combined(person, keys)
            ]
            rows.sort(
                key=lambda row: (
                    [(text == "", text.translate(ascii_lower), text) for text in row[0]],
                    row[1:],
                )
            )
            found = select.grouped(connection, node, (), keys, find, zone=ZONE)
            assert found == [(id, groups) for groups, _, id in rows], (node, keys)


def _combined(person: Contact, keys: list[str]) -> list[tuple[str, ...]]:
    combined: list[tuple[str, ...]] = [()]
    for key in keys:
        combined = [(*groups, text) for groups in combined for text in groups_of(person, key)]
    return combined
