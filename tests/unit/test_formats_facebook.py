"""Facebook's download of every era, its mis-encoded text repaired."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.formats import FORMATS, Source, read
from rolodex.formats.facebook import repaired
from rolodex.model import BadInput, Field
from tests.unit.archives import TODAY, by_name, of_text, one

PROFILE = "facebook/profile_information.json"


@given(st.text())
def test_text_that_was_mis_encoded_is_repaired(text: str) -> None:
    whole = text.encode("utf-8", "ignore").decode()
    assert repaired(whole.encode().decode("latin-1")) == whole


@given(st.text(alphabet=st.characters(min_codepoint=0x100, exclude_categories=["Cs"]), min_size=1))
def test_text_that_was_not_mis_encoded_stays(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize(
    "name", ["friends_2018", "friends_2021", "your_friends_2026", "your_friends_labelled"]
)
def test_every_era_tells_friends_by_name_and_second(name: str) -> None:
    found = one(f"facebook/{name}.json")
    assert found.format == "facebook-friends"
    assert [record.contact.name for record in found.records] == [
        "Zoë 🌸 Brandt",
        "Łukasz Wójcik",
        "John Smith",
        "John Smith",
    ]
    assert found.records[0].keys == ("facebook:zoë 🌸 brandt|1541376000",)
    assert dict(found.records[0].contact.fields) == {"Facebook since": "2018-11-05"}
    assert found.fields == (Field("Facebook since", "date"),)
    assert found.skipped[0].why == "friends without a name, whose accounts are closed: 1"


@pytest.mark.parametrize(
    ("path", "day"), [("html_2019/friends.html", "2019-03-01"), ("html_2023/your_friends.html", "2018-11-05")]
)
def test_friends_of_a_page_have_the_day(path: str, day: str) -> None:
    found = one(f"facebook/{path}")
    assert by_name(found)["Zoë 🌸 Brandt"].contact.fields == {"Facebook since": day}


def test_a_page_is_text_and_no_markup() -> None:
    assert "Ada & <b>Co</b>" in by_name(one("facebook/html_2023/your_friends.html"))


def test_a_day_in_another_language_is_left_out() -> None:
    [record] = one("facebook/html_de/your_friends.html").records
    assert (record.contact.name, record.contact.fields) == ("Jürgen Müller", {})


def test_two_of_one_name_on_a_page_without_days_are_two() -> None:
    names = [record.contact.name for record in one("facebook/html_2019/friends.html").records]
    assert names.count("John Smith") == 2


def test_a_friend_list_is_a_tag() -> None:
    found = one("facebook/your_post_audiences.json")
    assert {name: record.contact.tags for name, record in by_name(found).items()} == {
        "Zoë 🌸 Brandt": ("facebook/Mathe-Göttingen",),
        "Łukasz Wójcik": ("facebook/Mathe-Göttingen",),
    }
    assert all(record.only_known for record in found.records)
    assert found.skipped[0].why == "friend lists without members: 1"


def test_a_friend_list_in_another_language_is_its_last_group() -> None:
    values = [
        {"label": "Deaktiviert", "value": "Falsch"},
        {"label": "Titel", "value": "Familie"},
        {"dict": [], "title": "Abgelehnt"},
        {"dict": [{"value": "Grace Hopper"}], "title": "Mitglieder"},
    ]
    found = of_text("your_post_audiences.json", json.dumps([{"label_values": values}]))
    assert by_name(found)["Grace Hopper"].contact.tags == ("facebook/Familie",)


def test_the_address_book_of_a_phone_tells_emails_and_phones() -> None:
    found = one("facebook/your_address_books.json")
    lukasz = by_name(found)["Łukasz Wójcik"]
    assert [email.value for email in lukasz.contact.emails] == ["lukasz@example.org"]
    assert [phone.value for phone in lukasz.contact.phones] == ["+48 22 555 0100"]
    assert all(record.only_known for record in found.records)


def test_a_thread_in_two_files_is_one() -> None:
    found = one("facebook/message_1.json", "facebook/message_2.json", PROFILE)
    [zoe] = found.records
    assert zoe.keys == ("facebook:zoë 🌸 brandt",)
    assert [(talk.on, talk.text) for talk in zoe.interactions] == [
        ("2018-10-06", "Hallo!"),
        ("2018-11-05", "Kommst du zum Straßenfest?"),
    ]
    assert found.file == "message_1.json and 1 more"


def test_a_group_is_one_talk_of_all_in_it() -> None:
    found = one("facebook/group_1.json", PROFILE)
    assert set(by_name(found)) == {"Zoë 🌸 Brandt", "Łukasz Wójcik", "Wirt"}
    assert len({talk.source_key for record in found.records for talk in record.interactions}) == 1


def test_an_encrypted_thread_is_read_as_it_is() -> None:
    [lukasz] = one("facebook/encrypted_4.json", PROFILE).records
    assert lukasz.contact.name == "Łukasz Wójcik"
    assert lukasz.interactions[0].text == "Dzień dobry"


def test_of_whom_one_never_answered_nothing_is_read() -> None:
    found = one("facebook/filtered_1.json", PROFILE)
    assert found.records == ()
    assert found.skipped[0].why == "messages of people whom you never answered: 1"


@pytest.mark.parametrize("crowd", [8, 9])
def test_of_a_crowd_those_who_wrote_talked(crowd: int) -> None:
    names = [{"name": f"Person {number}"} for number in range(crowd - 1)]
    message = {"sender_name": "Person 1", "timestamp_ms": 1541376000000, "content": "hi"}
    thread = {"participants": [{"name": "Me"}, *names], "messages": [message], "title": "all"}
    mine = {"profile_v2": {"name": {"full_name": "Me"}}}
    sources = [
        Source(f"fb/{name}.json", json.dumps(value).encode())
        for name, value in (("message_1", thread), ("profile", mine))
    ]
    from rolodex.formats import together

    [found] = together([read(source, TODAY) for source in sources])
    assert len(found.records) == (7 if crowd == 8 else 1)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("received_friend_requests", "requests to be friends, which are not imported yet: 1"),
        ("removed_friends", "people who are friends no more: 2"),
    ],
)
def test_who_is_no_friend_is_counted(name: str, why: str) -> None:
    found = one(f"facebook/{name}.json")
    assert (found.format, found.skipped[0].why) == ("", why)


def test_what_follows_a_dot_may_be_anything() -> None:
    odd: list[object] = [None, 1, "x", [], {"name": 5}, {"name": "Ada", "timestamp": "soon"}]
    odd += [{"name": "Bo", "timestamp": 1e300}, {"name": "Cy", "timestamp": -5}, {"name": "Di\0\nx"}]
    found = of_text("your_friends.json", json.dumps({"friends_v2": odd}))
    assert [record.contact.name for record in found.records] == ["Ada", "Bo", "Cy", "Di x"]


@pytest.mark.parametrize("cut", [20, 60, 300])
def test_a_file_that_is_cut_off_is_not_read_at_all(cut: int) -> None:
    text = json.dumps({"friends_v2": [{"name": f"Person {n}", "timestamp": n} for n in range(99)]}, indent=1)
    found = of_text("your_friends.json", text[:cut])
    assert (found.format, found.records) == ("", ())
    assert "it is no JSON from here on" in found.skipped[0].why


@pytest.mark.parametrize("name", [name for name in FORMATS if name.startswith("facebook-")])
def test_a_file_of_another_kind_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match=r"people\.json"):
        read(Source("people.json", b'{"people": []}'), TODAY, as_format=name)


def test_a_page_of_brackets_is_read_in_linear_time() -> None:
    begun = time.perf_counter()
    for piece in ("<", "<!--", "<div class=", "&", "<div class='_a6-g'>"):
        read(Source("your_friends.html", f"<html>{piece * 50_000}".encode()), TODAY)
    assert time.perf_counter() - begun < 5
