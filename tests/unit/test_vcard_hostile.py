"""vCards that are made to harm: what is too much is left out with its place, and the rest comes in."""

from __future__ import annotations

from datetime import date

import pytest

from rolodex.formats import card_facts, card_lines, vcard
from rolodex.formats.sources import Source
from rolodex.model import BadInput, Labelled, Reading

TODAY = date(2026, 11, 20)
GOOD = b"BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lovelace\nEND:VCARD\n"


def with_hostile(*lines: bytes) -> Reading:
    """A file with a card of these lines from its third on, and a good card after it."""
    hostile = (b"BEGIN:VCARD", b"FN:Charles", *lines, b"EMAIL:charles@x.example", b"END:VCARD\n")
    return vcard.read(Source("a.vcf", b"\n".join(hostile) + GOOD), TODAY)


def told(reading: Reading) -> list[str]:
    return [skipped.told for skipped in reading.skipped]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (b"NOTE:" + b"x" * 3000, "line 3: a line of more than 8 MiB"),
        (b"NOTE:x" + b"\n y" * 900, "line 3: a line of more than 8 MiB"),
        (b"NOTE;ENCODING=QUOTED-PRINTABLE:x" + b"=\ny" * 900, "line 3: a line of more than 8 MiB"),
        (b"NOTE:x" + b"\ny" * 1200, "line 4: a line of more than 8 MiB"),
        (b"PHOTO;ENCODING=BASE64:AAAA" + b"\nAAAA" * 500, "line 4: a line of more than 8 MiB"),
        (b"TEL" + b";A=1" * 300 + b":1", "line 3: a line with parameters of more than 1,000 bytes"),
        (b'TEL;X="' + b"a:" * 600 + b'":1', "line 3: a line with parameters of more than 1,000 bytes"),
    ],
)
def test_a_line_without_measure_is_left_out_and_the_rest_comes_in(
    line: bytes, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_lines, "LONGEST_LINE", 2000)
    monkeypatch.setattr(card_lines, "LONGEST_HEAD", 1000)
    found = with_hostile(line)
    assert told(found) == [f"{place} was left out"]
    charles, ada = (record.contact for record in found.records)
    assert (charles.emails, charles.note, charles.phones) == ((Labelled("charles@x.example"),), "", ())
    assert ada.name == "Ada Lovelace"
    assert "PHOTO" not in found.records[0].card


def test_of_a_card_of_too_many_lines_the_first_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_lines, "MOST_LINES", 50)
    monkeypatch.setattr(card_lines, "LONGEST_HEAD", 100)
    found = with_hostile(*[b"X-A:1"] * 100)
    assert told(found) == ["line 52: the rest of a card of more than 50 lines or 16 MiB was left out"]
    assert [record.contact.name for record in found.records] == ["Charles", "Ada Lovelace"]


def test_of_a_card_of_too_many_cards_the_first_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_lines, "MOST_LINES", 50)
    found = with_hostile(*[b"AGENT:\nBEGIN:VCARD\nFN:x\nEND:VCARD"] * 100)
    assert ["the rest of a card of more than 50 lines" in row for row in told(found)] == [True]
    assert [record.contact.name for record in found.records] == ["Charles", "Ada Lovelace"]


@pytest.mark.parametrize("line", [b"VERSION:3.0\nCATEGORIES:" + b"a,b,c,d," * 9, b"NOTE:x\n" * 30])
def test_a_card_that_says_too_much_is_left_out(line: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_facts, "MOST_FACTS", 20)
    monkeypatch.setattr(vcard, "MOST_FACTS", 20)
    found = with_hostile(line)
    assert told(found) == ["line 1: a card of more than 20 tags, emails and so on"]
    assert [record.contact.name for record in found.records] == ["Ada Lovelace"]


@pytest.mark.parametrize("data", [GOOD * 4, b"BEGIN:VCARD\n" * 8])
def test_a_file_of_too_many_cards_is_refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcard, "MOST_CARDS", 3)
    with pytest.raises(BadInput, match=r"a\.vcf holds more than 3 cards: split it"):
        vcard.read(Source("a.vcf", data), TODAY)


@pytest.mark.parametrize("charset", [b"punycode", b"idna", b"undefined", b"zlib", b"no-such", b"utf-7", b""])
def test_a_charset_that_is_none_of_letters_is_not_used(charset: bytes) -> None:
    found = with_hostile(b"NOTE;CHARSET=" + charset + b":a-b\xc3\xa9")
    assert found.records[0].contact.note == "a-bé"


def test_what_is_cut_off_a_line_is_put_together_with_it_whatever_stands_between() -> None:
    found = with_hostile(b"NOTE:one", b"", b"two", b"# a remark: none", b" and more")
    assert found.records[0].contact.note == "one\ntwoand more"


def test_a_card_of_utf_16_without_a_mark_and_one_with_nuls_are_read() -> None:
    for data in (GOOD.decode().encode("utf-16-le"), GOOD.replace(b"Ada", b"A\0d\0a")):
        (record,) = vcard.read(Source("a.vcf", data), TODAY).records
        assert record.contact.name == "Ada Lovelace"
