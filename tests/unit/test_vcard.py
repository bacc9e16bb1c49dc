"""vCards as programs write them: what is read, and that in, out and in again loses no line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolodex.book import Book, open_book
from rolodex.formats import Source, read
from rolodex.formats.card_lines import cards
from rolodex.formats.content_lines import Line, escaped, folded, split, unescaped
from rolodex.formats.own_lines import OWN
from rolodex.formats.raw_lines import unified
from rolodex.model import BadInput, Contact, Handle, Labelled
from tests.conftest import now
from tests.unit.import_runs import new_book, only
from tests.unit.rows import some_of_everything

CARDS = Path(__file__).parents[1] / "fixtures" / "vcards"
FILES = sorted(path.name for path in CARDS.iterdir())
TODAY = date(2026, 11, 20)


def first(name: str) -> Contact:
    """The first person of a fixture."""
    return read(Source(name, (CARDS / name).read_bytes()), TODAY).records[0].contact


def of(*lines: str, version: str = "3.0") -> Contact:
    """The person of a card of these lines."""
    text = "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))
    return read(Source("a.vcf", text.encode()), TODAY).records[0].contact


def test_a_card_of_gmail_is_read_with_its_bare_commas() -> None:
    charles = first("gmail_30.vcf")
    assert charles.name == "Mr. Charles Babbage, F.R.S."
    assert (charles.given, charles.family, charles.nickname) == ("Charles", "Babbage", "Charlie,Chas")
    assert (charles.company, charles.title) == ("Difference Ltd, London", "Inventor, mathematician")
    assert charles.emails == (
        Labelled("charles@example.org", "home"),
        Labelled("engine@example.org", "Engine room"),
    )
    assert charles.phones == (Labelled("+44 20 7946 0001", "mobile"),)
    assert charles.addresses == (Labelled("1 Dorset Street\nW1U 4EG London\nUK"),)
    assert charles.handles == (Handle("linkedin", "charles-babbage"),)
    assert (charles.city, charles.birthday, charles.fields) == (
        "London",
        "1791-12-26",
        {"Department": "Engines", "anniversary": "1822-06-14", "spouse": "Georgiana"},
    )
    assert charles.note == "Likes organs, but not street ones.\nOwes me a lunch."
    assert charles.tags == ("math people", "myContacts")


def test_a_card_of_apples_is_read_and_its_groups_are_tags() -> None:
    grace = first("apple_30.vcf")
    assert (grace.company, grace.birthday, grace.tags) == ("Navy", "--12-09", ("Admirals",))
    assert grace.emails == (Labelled("grace@example.org", "work"),)
    assert grace.handles == (Handle("x", "grace"), Handle("skype", "grace.h"))


def test_a_card_of_an_old_phone_is_read_in_quoted_printable() -> None:
    emmy = first("phone_21.vcf")
    assert (emmy.name, emmy.family) == ("Emmy Nöther", "Nöther")
    assert emmy.phones == (Labelled("+49 551 390", "mobile"), Labelled("+49 551 391", "work fax"))
    assert emmy.addresses == (Labelled("Bürgerstraße 10\n37073 Göttingen", "home"),)
    assert emmy.note == "rings, ideals\nand fields"


@pytest.mark.parametrize(
    ("file", "name"), [("windows_21.vcf", "Évariste Galois"), ("japanese_21.vcf", "山田太郎")]
)
def test_bytes_of_another_charset_are_read_as_the_card_says(file: str, name: str) -> None:
    assert first(file).name == name


def test_a_card_of_version_4_is_read() -> None:
    ada = first("rfc_40.vcf")
    assert (ada.name, ada.birthday) == ("Ada Lovelace", "--12-10")
    assert ada.fields == {"anniversary": "1835-07-08", "friend": "Charles Babbage, the inventor"}
    assert ada.phones == (Labelled("+44-20-7946-0000 ext. 102", "work"),)
    assert ada.handles == (Handle("mastodon", "ada@example.social"),)
    assert ada.tags == ("computing", "conference/pycon-2026")


def test_a_card_without_a_name_is_called_by_its_email() -> None:
    reading = read(Source("a.vcf", (CARDS / "phone_21.vcf").read_bytes()), TODAY)
    assert reading.records[1].contact.name == "only-an-email@example.org"


def test_a_card_of_nobody_is_skipped_with_its_line() -> None:
    reading = read(Source("a.vcf", b"BEGIN:VCARD\nFN:Ada\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n"), TODAY)
    assert [record.contact.name for record in reading.records] == ["Ada"]
    assert [row.line for row in reading.skipped] == [4]


def test_a_card_that_is_cut_off_is_told_and_not_taken_by_half() -> None:
    cut = b"BEGIN:VCARD\nFN:Ada\nEND:VCARD\nBEGIN:VCARD\nFN:Grace Hop"
    reading = read(Source("a.vcf", cut), TODAY)
    assert [record.contact.name for record in reading.records] == ["Ada"]
    assert [row.told for row in reading.skipped] == ["line 4: a card that is not ended: the file is cut off"]
    assert reading.cut


@pytest.mark.parametrize("data", [b"", b"FN:Ada\n", b"\xff\xfe"])
def test_a_file_without_a_card_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="no vCard"):
        read(Source("a.vcf", data), TODAY, as_format="vcard")


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=60), head=st.sampled_from([b"", b"N", b"TEL;", b"ADR;QUOTED-PRINTABLE:="]))
def test_no_bytes_in_a_card_are_too_odd_to_be_read(data: bytes, head: bytes) -> None:
    read(Source("a.vcf", b"BEGIN:VCARD\nFN:Ada\n" + head + data), TODAY, as_format="vcard")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1815-12-10", "1815-12-10"),
        ("18151210T000000Z", "1815-12-10"),
        ("1815-12", "1815-12"),
        ("1815", "1815"),
        ("--1210", "--12-10"),
        ("--12", "--12"),
        ("18151340", ""),
        ("circa 1815", ""),
    ],
)
def test_a_birthday_is_as_partial_as_the_card_has_it(written: str, day: str) -> None:
    assert of("FN:Ada", f"BDAY:{written}").birthday == day


def test_cards_nested_in_cards_fill_no_memory() -> None:
    data = b"BEGIN:VCARD\nFN:Ada\nAGENT:\n" * 2000 + b"END:VCARD\n" * 2000
    (record,) = read(Source("a.vcf", data), TODAY).records
    assert record.contact.name == "Ada"
    assert len(record.card) < 5 * len(data)


def lines(data: bytes) -> list[Line]:
    return [line for card in cards(unified(data)) for line in card.lines]


_GONE = {
    # a group becomes a tag of its members
    ("FN", "", "Admirals"),
    ("N", "", "Admirals;;;;"),
    ("X-ADDRESSBOOKSERVER-KIND", "", "group"),
    ("X-ADDRESSBOOKSERVER-MEMBER", "", "urn:uuid:8C1B6AF4-0000-4000-8000-000000000001"),
    ("UID", "", "8C1B6AF4-0000-4000-8000-000000000002"),
    # 3.0 knows no phone that is a URI: it is written as a number
    ("TEL", ';VALUE=uri;PREF=1;TYPE="voice,work"', "tel:+44-20-7946-0000;ext=102"),
}
"""Lines that go out in another way."""


def _meaning(found: Sequence[Line]) -> set[tuple[str, str, str]]:
    """Lines as they are compared: how commas are escaped, and how a birthday is written, may change."""
    return {
        (line.name, line.parameters if line.name not in ("BDAY", "NOTE") else "", line.text)
        for line in found
        if line.name not in ("BDAY", "PHOTO")
    }


@pytest.mark.parametrize("name", FILES)
def test_in_and_out_again_loses_no_line(book: Book, tmp_path: Path, name: str) -> None:
    book.import_([CARDS / name])
    book.export(tmp_path / "out.vcf")
    before = _meaning(lines((CARDS / name).read_bytes()))
    after = _meaning(lines((tmp_path / "out.vcf").read_bytes()))
    assert {line for line in before - after if line not in _GONE} == set()


@pytest.mark.parametrize("format", ["vcard", "vcard4"])
@pytest.mark.parametrize("name", FILES)
def test_in_out_in_gives_the_same_people(book: Book, tmp_path: Path, name: str, format: str) -> None:
    book.import_([CARDS / name])
    book.export(tmp_path / "out.vcf", as_format=format)
    with open_book(tmp_path / "other.db", clock=now) as other:
        other.import_([tmp_path / "out.vcf"])
        assert [_told(person) for person in other.find("")] == [_told(person) for person in book.find("")]
        other.export(tmp_path / "again.vcf", as_format=format)
    assert sorted(map(str, lines((tmp_path / "again.vcf").read_bytes()))) == sorted(
        map(str, lines((tmp_path / "out.vcf").read_bytes()))
    )


def _told(person: Contact) -> Contact:
    """What a card tells of a person."""
    bare = replace(person, id=0, uid="", created_at="", updated_at="", archived=False, snoozed_until="")
    return replace(bare, known=(), last_interaction="", interactions=0, due="", due_text="")


def test_what_was_changed_in_the_book_goes_out_and_the_rest_of_the_card_stays(
    book: Book, tmp_path: Path
) -> None:
    book.import_([CARDS / "gmail_30.vcf"])
    (charles,) = book.find("babbage")
    book.edit(
        replace(
            charles,
            name="Charles Babbage",
            emails=charles.emails[:1],
            phones=(Labelled("+44 1", "work"),),
            company="Acme",
            note="",
            birthday="--12-26",
        )
    )
    text = book.exported(as_format="vcard").decode()
    for there in (
        *("FN:Charles Babbage\r\n", "N:Babbage;Charles;;Mr.;F.R.S.\r\n", "TEL;TYPE=WORK:+44 1\r\n"),
        *(
            "ORG:Acme;Engines\r\n",
            "BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-26\r\n",
            "ABRELATEDNAMES:Georgiana\r\n",
        ),
    ):
        assert there in text
    for gone in ("engine@", "Engine room", "20 7946", "Difference", "NOTE", "organs"):
        assert gone not in text


def test_a_book_made_by_hand_goes_out_as_cards_that_others_read(book: Book) -> None:
    import vobject  # type: ignore[import-untyped]

    some_of_everything(book)
    for card in vobject.readComponents(book.exported(as_format="vcard").decode()):
        (person,) = book.find(f'name:"{card.fn.value}"')
        assert [email.value for email in card.contents.get("email", ())] == [e.value for e in person.emails]
        assert card.n.value and card.uid.value == person.uid
        assert (card.note.value if "note" in card.contents else "") == person.note


def test_a_vdir_has_a_file_a_person_and_is_read_back_as_a_folder(book: Book, tmp_path: Path) -> None:
    some_of_everything(book)
    assert book.export(tmp_path / "people", as_format="vdir").people == 3
    (ada,) = book.find("lovelace")
    assert (tmp_path / "people" / f"{ada.uid}.vcf").exists()
    with open_book(tmp_path / "other.db", clock=now) as other:
        assert other.import_([tmp_path / "people"]).new == 3
        assert other.import_([tmp_path / "people"]).change is None


def test_importing_cards_twice_changes_nothing_and_undo_takes_their_lines_back(
    book: Book, tmp_path: Path
) -> None:
    book.import_([CARDS / "rfc_40.vcf"])
    assert book.import_([CARDS / "rfc_40.vcf"]).change is None
    book.undo()
    assert book.find("") == []
    book.add(Contact(name="Ada"))
    assert b"GENDER" not in book.exported(as_format="vcard")


def test_a_photo_is_written_as_the_version_has_it(book: Book) -> None:
    book.import_([CARDS / "rfc_40.vcf"])
    assert b"PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ" in book.exported(as_format="vcard")
    assert b"PHOTO:data:image/jpeg;base64,/9j/" in book.exported(as_format="vcard4").replace(b"\r\n ", b"")


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")))
def test_an_escaped_text_is_one_part_and_comes_back(text: str) -> None:
    for between in ",;":
        assert [unescaped(part) for part in split(f"{escaped(text)}{between}x", between, 9)] == [text, "x"]


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=300))
def test_a_folded_line_has_no_part_over_75_octets_and_unfolds(text: str) -> None:
    parts = folded(text).removesuffix("\r\n").split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert "".join((parts[0], *(part[1:] for part in parts[1:]))) == text


def test_a_label_is_a_plain_word() -> None:
    person = of("FN:Ada", "TEL;TYPE=x-home:1", 'TEL;TYPE="lab ":2', "EMAIL;TYPE=email:ada@x.example")
    assert [point.label for point in (*person.phones, *person.emails)] == ["home", "lab", ""]


def test_the_card_of_an_organisation_without_a_name_is_called_after_it() -> None:
    lines = ("ORG:Royal Society", "EMAIL:office@society.example")
    assert of("KIND:org", *lines).name == "Royal Society"
    assert of(*lines).name == "office@society.example"


def test_a_card_whose_end_was_lost_ends_where_the_next_begins() -> None:
    text = "BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Grace\nEND:VCARD\nBEGIN:VCARD\nFN:Emmy\nEND:VCARD\n"
    found = read(Source("a.vcf", text.encode()), TODAY)
    assert [record.contact.name for record in found.records] == ["Ada", "Grace", "Emmy"]
    assert (found.skipped, found.cut) == ((), False)


def test_each_card_inside_another_is_a_line_of_its_own() -> None:
    inner = "BEGIN:VCARD\nFN:{}\nEND:VCARD\n"
    text = f"BEGIN:VCARD\nAGENT:\n{inner.format('Ada')}{inner.format('Grace')}END:VCARD\n"
    (card,) = cards(text.encode())
    assert ["Ada" in line.text for line in card.lines] == [True, False]


def test_a_department_and_the_nickname_of_android_are_taken_kept_and_written(tmp_path: Path) -> None:
    text = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada King\r\nORG:Analytical;Research;Lab\r\n"
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Addie;1;;\r\nEND:VCARD\r\n"
    )
    (tmp_path / "a.vcf").write_text(text, "utf-8", newline="")
    with new_book(tmp_path) as book:
        book.import_([tmp_path / "a.vcf"])
        ada = only(book)
        assert (ada.nickname, ada.company, ada.fields) == (
            "Addie",
            "Analytical",
            {"Department": "Research; Lab"},
        )
        out = book.exported(as_format="vcard").decode()
        assert "ORG:Analytical;Research;Lab\r\n" in out
        assert out.count("Addie") == 1
        book.edit(replace(ada, company="Acme"))
        (tmp_path / "b.vcf").write_bytes(book.exported(as_format="vcard"))
        assert b"ORG:Acme;Research\\; Lab\r\n" in (tmp_path / "b.vcf").read_bytes()
        book.import_([tmp_path / "b.vcf"])
        assert (only(book).company, only(book).fields) == ("Acme", ada.fields)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("ROLE:Analyst", "Role", "Analyst"),
        ("X-SPOUSE:William", "spouse", "William"),
        ("X-EVOLUTION-MANAGER:Charles", "manager", "Charles"),
        ("X-MANAGERSNAME:Charles", "manager", "Charles"),
        ("X-MS-ASSISTANT:Mary", "assistant", "Mary"),
        ("X-KADDRESSBOOK-X-Profession:Mathematician", "profession", "Mathematician"),
        ("RELATED;TYPE=child;VALUE=text:Byron", "child", "Byron"),
        ("item1.X-ABRELATEDNAMES:Byron\r\nitem1.X-ABLabel:_$!<Child>!$_", "child", "Byron"),
        ("item1.X-ABDATE:2012-01-02\r\nitem1.X-ABLabel:First job", "First job", "2012-01-02"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Byron;3;;", "child", "Byron"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Byron;0;godson;", "godson", "Byron"),
        (
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2012-01-02;1;;",
            "anniversary",
            "2012-01-02",
        ),
        ("HOBBY:chess", "hobby", "chess"),
    ],
)
def test_what_programs_have_lines_of_their_own_for_is_a_field_and_goes_out_as_it_came_in(
    tmp_path: Path, line: str, field: str, value: str
) -> None:
    path = tmp_path / "a.vcf"
    path.write_text(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\n{line}\r\nEND:VCARD\r\n", "utf-8", newline="")
    with new_book(tmp_path) as book:
        book.import_([path])
        assert only(book).fields == {field: value}
        out = book.exported(as_format="vcard").decode()
        assert value in out
        assert OWN not in out
        book.edit(replace(only(book), fields={field: ""}))
        assert value not in book.exported(as_format="vcard").decode()


@pytest.mark.parametrize(
    "line", ["RELATED;TYPE=friend:urn:uuid:1-2-3", "X-ANDROID-CUSTOM:vnd.x/relation;B;3;;"]
)
def test_a_line_that_names_nobody_is_no_field(line: str) -> None:
    assert of("FN:Ada", line).fields == {}


def test_of_several_children_each_is_a_field(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    children = "".join(
        f"RELATED;TYPE=child;VALUE=text:{name}\r\n" for name in ("Byron", "Anne", "Byron", "Ralph")
    )
    path.write_text(f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\n{children}END:VCARD\r\n", "utf-8", newline="")
    with new_book(tmp_path) as book:
        book.import_([path])
        fields = {"child": "Byron", "child 2": "Anne", "child 3": "Ralph"}
        assert only(book).fields == fields
        assert children in book.exported(as_format="vcard4").decode()
        fields["child 2"] = "Annabella"
        book.edit(replace(only(book), fields=fields))
        out = tmp_path / "b.vcf"
        out.write_bytes(book.exported(as_format="vcard4"))
        assert "Anne" not in out.read_text("utf-8").replace("Annabella", "")
    (tmp_path / "other").mkdir()
    with new_book(tmp_path / "other") as other:
        other.import_([out])
        assert only(other).fields == fields


def test_a_table_in_which_somebody_is_called_like_a_card_is_a_table(tmp_path: Path) -> None:
    for text in ("Name,Company\nAda,BEGIN:VCARD\n", "Company,Name\nBEGIN:VCARD,Ada\n"):
        (tmp_path / "a.csv").write_text(text, "utf-8")
        with new_book(tmp_path) as book:
            assert book.import_([tmp_path / "a.csv"], dry_run=True).files[0].format == "sheet"


def test_cards_are_known_by_their_lines_whatever_stands_before_them(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n"
    for data in (f"My friends:\r\n\r\n{card}".encode(), f"\ufeff{card}".encode(), card.encode("utf-16")):
        assert read(Source("friends.txt", data), TODAY).format == "vcard"
