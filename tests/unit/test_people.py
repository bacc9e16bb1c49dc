"""People: added, edited, deleted, starred, archived, and found by a name as typed."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from rolodex.book import Book, open_book
from rolodex.model import Ambiguous, BadInput, Contact, Handle, Labelled, NotFound
from tests.conftest import now
from tests.unit.hostile import HOSTILE
from tests.unit.rows import dump, some_of_everything

DERIVED = {"id", "uid", "created_at", "updated_at", "last_interaction", "interactions", "known"}


def test_what_is_added_is_read_back(book: Book) -> None:
    book.add_field("born in")
    ada = Contact(
        name="Ada Lovelace",
        given="Ada",
        family="Lovelace",
        nickname="Countess",
        company="Analytical Engines",
        title="Chief analyst",
        city="London",
        emails=(Labelled("ada@example.org", "work"), Labelled("ada@home.example")),
        phones=(Labelled("+44 20 7946 0000", "mobile"),),
        urls=(Labelled("https://example.org/ada"),),
        addresses=(Labelled("12 St James's Square\nLondon", "home"),),
        handles=(Handle("linkedin", "ada-lovelace"), Handle("x", "ada")),
        tags=("conference/pycon-2026", "maths"),
        fields={"fee": "20", "born in": "London"},
        met_how="hallway",
        met_where="PyCon 2026",
        met_on="2026-05",
        met_via="Charles Babbage",
        birthday="--12-10",
        note="owes me\na lunch",
        starred=True,
    )
    stored = book.add(ada)
    for part in fields(Contact):
        if part.name not in DERIVED:
            assert getattr(stored, part.name) == getattr(ada, part.name), part.name
    assert (stored.created_at, stored.updated_at) == ("2026-11-20T09:00:00Z",) * 2
    assert stored.uid
    assert book.get(stored.id) == stored


def test_an_edit_keeps_the_uid_and_when_the_person_was_added(book: Book) -> None:
    ada = book.add(Contact(name="Ada"))
    later = now().replace(month=12)
    with open_book(book.path, clock=lambda: later) as tomorrow:
        edited = tomorrow.edit(replace(ada, fields={"fee": "20"}))
    assert (edited.uid, edited.created_at) == (ada.uid, ada.created_at)
    assert edited.updated_at == "2026-12-20T09:00:00Z"


def test_emails_and_phones_keep_their_order_through_an_edit(book: Book) -> None:
    one, two, three = (Labelled(f"{name}@example.org") for name in ("one", "two", "three"))
    ada = book.add(Contact(name="Ada", emails=(one, two, one)))
    assert book.edit(replace(ada, emails=(three, one, two))).emails == (three, one, two)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2019", "2019"),
        ("2019-05", "2019-05"),
        ("2019-05-12", "2019-05-12"),
        ("--04-12", "--04-12"),
        ("12 April", "--04-12"),
        ("May 2019", "2019-05"),
        ("", ""),
    ],
)
def test_a_partial_date_stays_as_partial_as_it_was_given(book: Book, given: str, kept: str) -> None:
    ada = book.add(Contact(name="Ada", met_on=given, birthday=given))
    assert (ada.met_on, ada.birthday) == (kept, kept)


def test_what_is_no_date_is_refused_and_nobody_is_added(book: Book) -> None:
    with pytest.raises(BadInput):
        book.add(Contact(name="Ada", birthday="the day before"))
    assert book.find("") == []


@pytest.mark.parametrize("name", ["", "   ", "\n", "\0"])
def test_a_person_needs_a_name(book: Book, name: str) -> None:
    with pytest.raises(BadInput, match="A person needs a name"):
        book.add(Contact(name=name))


def test_white_space_of_one_line_values_is_one_space(book: Book) -> None:
    ada = book.add(
        Contact(name="  Ada\n\tLovelace ", company=" Analytical\r\nEngines", city="\u3000Lon\u00a0don")
    )
    assert (ada.name, ada.company, ada.city) == ("Ada Lovelace", "Analytical Engines", "Lon don")


def test_blank_emails_handles_and_tags_are_left_out(book: Book) -> None:
    ada = book.add(
        Contact(
            name="Ada",
            emails=(Labelled(" "), Labelled(" ada@example.org ")),
            handles=(Handle("X", "@"), Handle(" GitHub ", "@ada ")),
            tags=(" ", "#maths"),
            fields={"fee": " "},
        )
    )
    assert ada.emails == (Labelled("ada@example.org"),)
    assert ada.handles == (Handle("github", "ada"),)
    assert ada.tags == ("maths",)
    assert ada.fields == {}


def test_a_field_that_is_not_there_is_said(book: Book) -> None:
    with pytest.raises(NotFound, match="There is no field “shoe size”"):
        book.add(Contact(name="Ada", fields={"shoe size": "37"}))


def test_of_a_field_that_is_not_there_it_is_said_how_one_is_made(book: Book) -> None:
    made = "C in the app makes a new one: under Fields, “shoe size: text”"
    with pytest.raises(NotFound, match=made):
        book.add(Contact(name="Ada", fields={"shoe size": "37"}))
    ada = book.add(Contact(name="Ada"))
    with pytest.raises(NotFound, match=made):
        book.set_values([ada.id], {"shoe size": "37"})


def test_a_value_of_a_field_is_kept_in_its_canonical_form(book: Book) -> None:
    ada = book.add(
        Contact(name="Ada", fields={"fee": " 17.50 %", "responsive": "Y", "has my CV": "12 mar 2026"})
    )
    assert ada.fields == {"fee": "17.5", "responsive": "yes", "has my CV": "2026-03-12"}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_stored_searched_and_undone(book: Book, text: str) -> None:
    book.add_field("kept")
    before = dump(book.path)
    stored = book.add(
        Contact(
            name=f"X {text}",
            nickname=text,
            company=text,
            title=text,
            city=text,
            emails=(Labelled(text, text),),
            handles=(Handle(text, text),),
            addresses=(Labelled(text, text),),
            fields={"kept": text},
            met_how=text,
            met_where=text,
            met_via=text,
            note=text,
        )
    )
    clean = text.replace("\0", "").replace("\ud800", "?")
    assert stored.name == " ".join(f"X {clean}".split())
    assert stored.note == clean.replace("\r\n", "\n").strip()
    book.search(text)
    book.count(f'note:"{text}"')
    assert book.who(stored.uid) == stored
    book.history_of(stored.id)
    book.keep_draft("person", {"name": text})
    assert book.draft("person") == {"name": text}
    book.undo()
    assert dump(book.path) == before


def test_somebody_who_is_gone_is_said(book: Book) -> None:
    ada = book.add(Contact(name="Ada"))
    book.delete([ada.id])
    with pytest.raises(NotFound, match="no longer in the book"):
        book.get(ada.id)
    with pytest.raises(NotFound, match="no longer in the book"):
        book.edit(ada)


def test_contacts_come_in_the_order_asked_for_without_those_who_are_gone(book: Book) -> None:
    ids = [book.add(Contact(name=name)).id for name in ("Ada", "Grace", "Emmy")]
    asked = [ids[2], 999, ids[0]]
    assert [person.name for person in book.contacts(asked)] == ["Emmy", "Ada"]


def test_deleting_tells_how_many_there_were(book: Book) -> None:
    ids = some_of_everything(book)
    assert book.delete([ids[0], ids[1], 999]) == 2


def test_deleting_keeps_what_was_with_others_too(book: Book) -> None:
    ada, grace, charles, _ = some_of_everything(book)
    book.delete([ada])
    assert [entry.names for entry in book.timeline(charles)] == [("Charles Babbage",)]
    assert {entry.text for entry in book.timeline(grace)} == {"compilers again", "moths"}
    assert book.count("kind:email") == 0


def test_stars_tell_how_many_they_changed(book: Book) -> None:
    ids = [book.add(Contact(name=name)).id for name in ("Ada", "Grace", "Emmy")]
    assert book.star(ids[:2]) == 2
    assert book.star(ids) == 1
    assert book.star(ids[1:], on=False) == 2
    assert [person.starred for person in book.contacts(ids)] == [True, False, False]


def test_archived_people_leave_the_list_and_come_back(book: Book) -> None:
    ada = book.add(Contact(name="Ada"))
    assert book.archive([ada.id]) == 1
    assert book.find("") == []
    assert [person.name for person in book.find("is:archived")] == ["Ada"]
    assert book.archive([ada.id], on=False) == 1
    assert [person.name for person in book.find("")] == ["Ada"]


@pytest.fixture
def known(book: Book) -> Book:
    book.add(
        Contact(
            name="José Álvarez",
            nickname="Pepe",
            emails=(Labelled("pepe@example.org"),),
            handles=(Handle("x", "jalvarez"), Handle("mastodon", "pepe@social.example")),
        )
    )
    book.add(Contact(name="Ada Lovelace", company="Acme"))
    book.add(Contact(name="Ada Yonath", note="met Ada Lovelace's biographer"))
    book.add(Contact(name="Robert Noyce", archived=True))
    return book


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("José Álvarez", "José Álvarez"),
        ("jose alvarez", "José Álvarez"),
        ("pepe", "José Álvarez"),
        ("PEPE@example.org", "José Álvarez"),
        ("@jalvarez", "José Álvarez"),
        ("x/@jalvarez", "José Álvarez"),
        ("@pepe@social.example", "José Álvarez"),
        ("ada love", "Ada Lovelace"),
        ("lovelace ada", "Ada Lovelace"),
        ("yonath", "Ada Yonath"),
        ("Ada Lovelase", "Ada Lovelace"),
        ("Bob Noyce", "Robert Noyce"),
    ],
)
def test_who_is_meant_by_a_name_as_typed(known: Book, typed: str, meant: str) -> None:
    assert known.who(typed).name == meant


def test_a_uid_means_one_person(known: Book) -> None:
    ada = known.who("ada lovelace")
    assert known.who(ada.uid) == ada


def test_a_name_that_fits_several_lists_them(known: Book) -> None:
    with pytest.raises(Ambiguous, match="“ada” fits 2 people") as ambiguous:
        known.who("ada")
    assert {person.name for person in ambiguous.value.candidates} == {"Ada Lovelace", "Ada Yonath"}


def test_an_exact_name_goes_before_those_that_begin_so(known: Book) -> None:
    ada = known.add(Contact(name="Ada"))
    assert known.who("ada") == ada


def test_a_company_or_a_note_is_not_who_somebody_is(known: Book) -> None:
    for text in ("acme", "biographer"):
        with pytest.raises(NotFound, match=f"Nobody in the book is called “{text}”"):
            known.who(text)


def test_nobody_of_that_name_is_said(known: Book) -> None:
    with pytest.raises(NotFound, match="Nobody in the book is called “Zuse”"):
        known.who("Zuse")


def test_who_needs_a_name(known: Book) -> None:
    with pytest.raises(BadInput, match="Say who"):
        known.who("  ")


def test_a_draft_is_kept_until_it_is_dropped(book: Book) -> None:
    assert book.draft("add") is None
    book.keep_draft("add", {"name": "Ad"})
    book.keep_draft("add", {"name": "Ada", "tags": ["maths"]})
    book.close()
    with open_book(book.path) as later:
        assert later.draft("add") == {"name": "Ada", "tags": ["maths"]}
        later.drop_draft("add")
        assert later.draft("add") is None


def test_a_draft_is_no_change(book: Book) -> None:
    book.keep_draft("add", {"name": "Ada"})
    assert book.history() == []


def test_people_are_counted_with_the_first_names_however_many_they_are(book: Book) -> None:
    ids = [book.add(Contact(name=name, starred=name < "C")).id for name in ("Dan", "Bob", "Ada", "Carl")]
    book.archive(ids[:1])
    gone = ids[-1] + 1
    chosen = book.chosen([*ids, gone])
    assert (chosen.count, chosen.names) == (4, ("Ada", "Bob", "Carl"))
    assert (chosen.starred, chosen.archived) == (2, 1)


def test_nobody_can_be_counted(book: Book) -> None:
    assert book.chosen([]).count == 0


def test_values_are_set_on_many_and_taken_back_in_one_change(book: Book) -> None:
    book.add_field("fee", "number")
    ids = [book.add(Contact(name=name, company="Acme")).id for name in ("Ada", "Grace")]
    assert book.set_values(ids, {"company": "Navy", "fee": "12.50"}) == 2
    assert [(p.company, p.fields) for p in book.contacts(ids)] == [("Navy", {"fee": "12.5"})] * 2
    book.undo()
    assert [(p.company, p.fields) for p in book.contacts(ids)] == [("Acme", {})] * 2
