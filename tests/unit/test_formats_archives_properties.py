"""What holds of every file of an archive, whole, cut off, damaged or made up: it is read or refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rolodex.formats import FORMATS, Source, read, together
from rolodex.formats.json_text import elements
from rolodex.model import BadInput, Reading
from tests.unit.archives import FIXTURES, TODAY

FILES = sorted(
    path
    for folder in ("linkedin", "x", "facebook")
    for path in (FIXTURES / folder).rglob("*.*")
    if path.is_file()
)
NAMES = [name for name in FORMATS if name.startswith(("linkedin-", "x-", "facebook-", "handles"))]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("name", "timestamp", "label_values", "value", "dict", "title", "participants"),
                    *("messages", "sender_name", "timestamp_ms", "content", "thread_path", "address_book"),
                    *(
                        "following",
                        "accountId",
                        "tweet",
                        "entities",
                        "user_mentions",
                        "screen_name",
                        "id_str",
                    ),
                    *(
                        "dmConversation",
                        "conversationId",
                        "messageCreate",
                        "senderId",
                        "createdAt",
                        "account",
                    ),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
HEADS = [
    *("friends_v2", "friends", "address_book_v2", "profile_v2", "participants", "received_requests_v2"),
    *("following", "follower", "direct_messages", "tweets", "account", "lists_created"),
]


def settled(source: Source, as_format: str | None = None) -> list[Reading]:
    try:
        found = together([read(source, TODAY, as_format)])
    except BadInput as refused:
        assert as_format and source.base_name in str(refused)
        return []
    for reading in found:
        for record in reading.records:
            assert record.keys
            assert record.contact.name or record.only_known
            assert all(talk.source_key and talk.on for talk in record.interactions)
    return found


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(FILES), st.floats(0, 1))
def test_a_file_cut_off_anywhere_is_read_or_refused(path: Path, share: float) -> None:
    data = path.read_bytes()
    assert settled(Source(path.name, data[: int(len(data) * share)]))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(FILES), st.data())
def test_a_file_with_damaged_bytes_is_read_or_refused(path: Path, data: st.DataObject) -> None:
    damaged = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=10)):
        damaged[place] = data.draw(st.integers(0, 255))
    assert settled(Source(path.name, bytes(damaged)))


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(HEADS), VALUES)
@example("participants", {"messages": [{"timestamp_ms": float("inf")}]})
def test_any_json_of_a_known_beginning_is_read_or_refused(head: str, value: object) -> None:
    text = json.dumps({head: value, "messages": [value, {"sender_name": "Ada", "timestamp_ms": value}]})
    assert settled(Source("message_1.json", text.encode()))
    talk = {"conversationId": "1-2", "messages": [value, {"messageCreate": value}]}
    entries = [
        value,
        *({key: value} for key in ("following", "follower", "tweet", "account", "userListInfo")),
    ]
    script = f"window.YTD.{head}.part0 = {json.dumps([*entries, {'dmConversation': talk}])}"
    assert settled(Source("data.js", script.encode()))


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200), st.sampled_from(NAMES))
def test_any_bytes_are_refused_by_name(data: bytes, name: str) -> None:
    settled(Source("odd.js", data), name)


@settings(deadline=None, max_examples=50)
@given(st.lists(VALUES.filter(lambda value: not isinstance(value, int | float)), max_size=5), st.booleans())
def test_elements_are_those_of_the_whole(values: list[object], indented: bool) -> None:
    text = json.dumps(values, indent=1 if indented else None)
    assert json.dumps(list(elements(Source("a.js", text.encode())))) == json.dumps(json.loads(text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_reading_twice_says_the_same(path: Path) -> None:
    source = Source(path.name, path.read_bytes())
    assert settled(source) == settled(source)
