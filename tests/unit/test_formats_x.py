"""X's archive of several years, and lists of handles from elsewhere."""

from __future__ import annotations

import pytest

from rolodex.formats import FORMATS, Source, read, together
from rolodex.model import BadInput, Handle
from tests.unit.archives import TODAY, by_name, of_text, one, readings

NAMES = ("x/account.js", "x/tweets.js", "x/tweet_2019.js")


def test_those_whom_one_follows_get_their_handles_from_tweets() -> None:
    found = by_name(one("x/following.js", *NAMES))
    grace = found["Grace Hopper"]
    assert grace.contact.handles == (Handle("x", "amazing_grace"),)
    assert grace.contact.tags == ("x/following",)
    assert grace.keys == ("x-id:202", "handle:x:amazing_grace")


def test_the_newest_tweet_tells_the_handle() -> None:
    found = by_name(one("x/following.js", *NAMES))
    assert found["Ada & the Engine"].contact.handles == (Handle("x", "countess_ada"),)


def test_an_answer_of_2019_tells_a_handle_without_a_name() -> None:
    found = one("x/follower_2019.js", *NAMES)
    assert [record.contact.name for record in found.records] == ["Ada & the Engine", "turing"]
    assert found.format == "x-follower"


def test_who_is_only_a_number_is_counted_and_looked_for_in_the_book() -> None:
    found = one("x/following.js", *NAMES)
    number = found.records[2]
    assert (number.contact.name, number.keys, number.only_known) == ("", ("x-id:999",), True)
    assert found.skipped[0].why.startswith("1 account is only a number here")


def test_a_list_with_numbers_names_the_accounts_of_an_archive() -> None:
    members, following = readings("x/members_t.csv", "x/following.js", *NAMES)
    assert members.format == "x-list"
    assert by_name(following)["Hypatia of Alexandria"].contact.handles == (Handle("x", "hypatia_a"),)
    assert following.skipped == ()


def test_a_sheet_with_screen_names_and_numbers_names_the_accounts_of_an_archive() -> None:
    table = Source("list.csv", b"id,screen_name,name,fee\n2021202,amazing_grace,Grace Hopper,3\n")
    archive = Source("following.js", b'window.YTD.following.part0 = [{"following":{"accountId":"2021202"}}]')
    sheet, following = together([read(table, TODAY), read(archive, TODAY)])
    handle = Handle("x", "amazing_grace")
    assert (sheet.records[0].contact.handles, sheet.records[0].keys[0]) == ((handle,), "x-id:2021202")
    assert sheet.records[0].contact.fields == {"id": "2021202", "fee": "3"}
    assert (following.records[0].contact.name, following.records[0].contact.handles) == (
        "Grace Hopper",
        (handle,),
    )


@pytest.mark.parametrize(
    ("header", "service"),
    [("screen_name,name", "x"), ("ID,Screen name", "x"), ("Display Name,Screen Name", "handle")],
)
def test_a_screen_name_is_of_x_as_x_writes_it_or_beside_a_number(header: str, service: str) -> None:
    found = read(Source("a.csv", f"{header}\n1,ada\n".encode()), TODAY).records[0]
    assert [handle.service for handle in found.contact.handles] == [service]
    assert not found.keys[0].startswith("x-id:")


def test_a_message_is_a_talk_with_the_other() -> None:
    found = by_name(one("x/direct-messages.js", *NAMES))
    [talk] = found["Grace Hopper"].interactions
    assert (talk.on, talk.kind, talk.text) == ("2020-10-01", "message", "Found it in the relay")
    assert not found["Grace Hopper"].only_known


def test_a_group_is_one_talk_of_all_who_wrote_and_makes_nobody_new() -> None:
    found = one("x/direct-messages-group.js", *NAMES)
    assert len(found.records) == 2
    assert {record.interactions[0].source_key for record in found.records} == {"x-message:777:2021-01-02"}
    assert all(record.only_known for record in found.records)


def test_without_the_account_who_takes_part_in_all_is_oneself() -> None:
    found = one("x/direct-messages.js", "x/tweets.js")
    assert {record.keys[0] for record in found.records} == {"x-id:202", "x-id:999"}


def test_lists_say_how_their_members_can_be_had() -> None:
    found = one("x/lists-created.js")
    assert (found.format, found.records) == ("", ())
    assert "“rustaceans”" in found.skipped[0].why
    assert "t list members" in found.skipped[0].why


def test_of_whom_one_blocked_nobody_comes_in() -> None:
    found = of_text("block.js", 'window.YTD.block.part0 = [ {"blocking": {"accountId": "1"}} ]')
    assert (found.records, [row.why for row in found.skipped]) == (
        (),
        ["nobody to bring in: X's block.js tells whom you blocked"],
    )


@pytest.mark.parametrize("text", ["window.YTD.following.part0 = []", "window.YTD.following.part0 = [ ];\n"])
def test_an_empty_list_is_nobody(text: str) -> None:
    assert of_text("following.js", text).records == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('window.YTD.following.part0 = [\n{"following":{"accountId":"1"}},\n{"following":', 3),
        ('window.YTD.following.part0 = [\n{"following":{"accountId":"1"}}\n', 3),
        ("window.YTD.following.part0 = [ {\n following: {accountId: '1',},\n} ]", 2),
        ("window.YTD.following.part0 = [\n" + "[" * 100_000, 2),
        ("window.YTD.following.part0 = [\n" + "9" * 5_000, 2),
        ("window.YTD.following.part0 = ", 1),
    ],
)
def test_what_is_cut_off_or_altered_is_not_read_and_says_where(text: str, line: int) -> None:
    found = read(Source("x.zip/data/following.js", text.encode()), TODAY)
    assert (found.format, found.records) == ("", ())
    assert found.skipped[0].line == line
    with pytest.raises(BadInput, match=rf"following\.js can't be read: line {line}: "):
        read(Source("x.zip/data/following.js", text.encode()), TODAY, as_format="x-following")


def test_a_file_saved_again_with_a_mark_or_in_utf_16_is_read() -> None:
    text = 'window.YTD.following.part0=[{"following":{"accountId":"1"}}]'
    for data in (b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        assert read(Source("following.js", data), TODAY).records[0].keys == ("x-id:1",)


def test_entries_that_are_no_accounts_are_counted() -> None:
    text = 'window.YTD.following.part0 = [{}, 1, null, "x", {"following": {"accountId": 5}}]'
    assert of_text("following.js", text).skipped[0].why == "entries without the number of an account: 5"


@pytest.mark.parametrize("name", [name for name in FORMATS if name.startswith(("x-f", "x-m", "x-n"))])
def test_a_script_of_another_kind_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match=r"people\.js is no file of an X archive"):
        read(Source("people.js", b"alert(1)"), TODAY, as_format=name)


def test_a_handle_a_line_is_a_list_of_people() -> None:
    found = one("x/handles.txt")
    assert found.format == "handles"
    assert [record.contact.handles[0] for record in found.records] == [
        Handle("x", "countess_ada"),
        Handle("x", "amazing_grace"),
        Handle("mastodon", "hypatia@alexandria.example"),
        Handle("github", "turing"),
    ]
    assert [record.line for record in found.records] == [1, 3, 4, 5]


@pytest.mark.parametrize("text", ["@ada\nGrace\n", "ada\ngrace\n", "@ada, @grace\n", "ada@mill.example\n"])
def test_a_file_with_any_other_line_is_no_list_of_handles(text: str) -> None:
    assert of_text("handles.txt", text).format != "handles"


def test_a_list_that_is_asked_for_takes_bare_names_and_skips_other_lines() -> None:
    source = Source("rust.txt", b"ada\ngithub/grace\nAda Lovelace\n")
    found = read(source, TODAY, as_format="handles")
    assert [record.contact.handles[0] for record in found.records] == [
        Handle("x", "ada"),
        Handle("github", "grace"),
    ]
    assert [skipped.line for skipped in found.skipped] == [3]
