"""Groups: things that own a tag, filled again from files, deleted and brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.model import BadInput, Contact, Group, NotFound
from tests.conftest import now
from tests.unit.hostile import HOSTILE
from tests.unit.rows import dump

RUST = "group/rust-oslo"
PYCON = "conference/pycon-2026"


@pytest.fixture
def rust(book: Book) -> Group:
    """A group of Ada and Grace; Emmy is in none."""
    group = book.add_group(Group(name="Rust Oslo", kind="meetup", link="https://rust.example/oslo"))
    book.add_all([Contact(name=name, tags=(RUST,)) for name in ("Ada Lovelace", "Grace Hopper")])
    book.add(Contact(name="Emmy Noether"))
    return group


@pytest.fixture
def pycon(book: Book) -> Group:
    """A conference of five days, with Ada."""
    book.add(Contact(name="Ada Lovelace", tags=(PYCON,)))
    return book.add_group(
        Group(
            name="PyCon 2026",
            kind="conference",
            starts_on="2026-05-13",
            ends_on="17 May 2026",
            place="Pittsburgh",
        )
    )


def sheet(folder: Path, *names: str, name: str = "members.csv") -> Path:
    file = folder / name
    file.write_text("\n".join(["name", *names]), "utf-8")
    return file


def ids(book: Book, *names: str) -> list[int]:
    return [book.who(name).id for name in names]


def there(book: Book, group: Group) -> dict[str, str]:
    """Who is in a group, with since when they are missing."""
    return {member.name: member.missing_since for member in book.group_people(group.id)}


def test_who_carries_its_tag_or_one_below_is_in_a_group(book: Book, rust: Group) -> None:
    book.tag(ids(book, "emmy"), add=[f"{RUST}/organiser"])
    assert list(there(book, rust)) == ["Ada Lovelace", "Emmy Noether", "Grace Hopper"]
    assert book.group("Rust Oslo").people == 3
    book.archive(ids(book, "emmy"))
    assert book.group("#group/rust-oslo").people == 2


def test_a_new_group_makes_its_tag_of_its_name(book: Book) -> None:
    assert book.add_group(Group(name="Rust  Oslo", kind="meet")).tag == RUST
    assert book.add_group(Group(name="PyCon 2026", kind="Conference")).tag == PYCON


def test_a_new_group_takes_the_tag_that_is_there_for_one_of_its_name(book: Book, pycon: Group) -> None:
    assert (pycon.tag, pycon.people) == (PYCON, 1)
    book.add(Contact(name="Emmy", tags=("topic/chess",)))
    assert book.add_group(Group(name="Chess")).tag == "group/chess"


@pytest.mark.parametrize(
    "group",
    [
        Group(name="  "),
        Group(name="?!"),
        Group(name="Go Oslo", kind="gang"),
        Group(name="Go Oslo", starts_on="someday"),
        Group(name="Go Oslo", starts_on="2026-05", ends_on="2025"),
        Group(name="rust OSLO"),
        Group(name="Go Oslo", tag=RUST.upper()),
    ],
)
def test_what_is_no_group_is_refused_and_nothing_is_changed(book: Book, rust: Group, group: Group) -> None:
    before = dump(book.path)
    with pytest.raises(BadInput):
        book.add_group(group)
    assert dump(book.path) == before


def test_a_conference_without_a_last_day_lasts_as_long_as_its_date(book: Book) -> None:
    group = book.add_group(Group(name="RustConf", kind="conference", starts_on="Sep 2025"))
    assert (group.starts_on, group.ends_on) == ("2025-09", "2025-09")


def test_groups_are_listed_by_kind_and_the_newest_first(book: Book, rust: Group) -> None:
    for name, starts in (("A", ""), ("B", "2024"), ("C", "2025-02")):
        book.add_group(Group(name=name, kind="conference", starts_on=starts))
    assert [group.name for group in book.groups()] == ["C", "B", "A", "Rust Oslo"]


def test_a_group_is_meant_by_a_part_of_its_name_when_no_other_has_it(book: Book, rust: Group) -> None:
    assert book.group("oslo").id == rust.id
    book.add_group(Group(name="Go Oslo"))
    with pytest.raises(BadInput, match="Rust Oslo, Go Oslo"):
        book.group("oslo")
    with pytest.raises(NotFound):
        book.group("bergen")


def test_another_tag_renames_the_tag_on_everybody(book: Book, rust: Group) -> None:
    book.edit_group(replace(rust, tag="meetup/rust"))
    assert book.who("ada").tags == ("meetup/rust",)
    book.undo()
    assert book.who("ada").tags == (RUST,)


def test_a_renamed_tag_stays_its_groups(book: Book, rust: Group) -> None:
    book.rename_tag("group", "meetup")
    assert (book.group("Rust Oslo").tag, book.group("Rust Oslo").people) == ("meetup/rust-oslo", 2)


def test_two_tags_that_become_one_make_their_groups_one(book: Book, rust: Group) -> None:
    go = book.add_group(Group(name="Go Oslo"))
    (ada,) = ids(book, "ada")
    book.tag([ada], add=[go.tag])
    book.say_in_group(rust.id, ada, "lifetimes")
    book.say_in_group(go.id, ada, "channels")
    before = dump(book.path)
    book.rename_tag(RUST, go.tag)
    assert [group.name for group in book.groups()] == ["Go Oslo"]
    assert book.group_people(go.id)[0].said == "channels\nlifetimes"
    book.undo()
    assert dump(book.path) == before


def test_what_somebody_said_there_is_kept_and_told_in_their_history(book: Book, rust: Group) -> None:
    (ada,) = ids(book, "ada")
    book.say_in_group(rust.id, ada, " talked on lifetimes\n")
    assert book.groups_of(ada)[0].said == "talked on lifetimes"
    edit = book.history_of(ada)[0]
    assert (edit.what, edit.before, edit.after) == ("in Rust Oslo", "", "talked on lifetimes")
    book.say_in_group(rust.id, ada, "")
    assert dump(book.path)["group_member"] == []


def test_nothing_is_kept_of_somebody_who_is_not_in_it(book: Book, rust: Group) -> None:
    with pytest.raises(BadInput):
        book.say_in_group(rust.id, ids(book, "emmy")[0], "lifetimes")
    with pytest.raises(NotFound):
        book.say_in_group(99, ids(book, "ada")[0], "lifetimes")


def test_talks_with_its_tag_and_meetings_on_its_days_are_told_of_its_people(book: Book, pycon: Group) -> None:
    (ada,) = ids(book, "ada")
    book.log([ada], "hallway", on=date(2026, 5, 14))
    book.log([ada], "from Pittsburgh", on=date(2026, 5, 15), kind="call")
    book.log([ada], "slides", on=date(2026, 6, 1), kind="email", tags=[f"{PYCON}/talk"])
    book.log([ada], "of something else", on=date(2026, 5, 15), kind="call")
    book.log([ada], "lunch", on=date(2026, 6, 1))
    told = [entry.text for entry in book.group_people(pycon.id)[0].talks]
    assert told == ["slides", "from Pittsburgh", "hallway"]


def test_a_group_of_years_has_only_the_talks_with_its_tag(book: Book, rust: Group) -> None:
    book.edit_group(replace(rust, starts_on="2019", ends_on="2026"))
    book.log(ids(book, "ada"), "lunch", on=date(2026, 5, 14))
    assert book.group_people(rust.id)[0].talks == ()


def test_a_deleted_group_touches_nobody_and_one_undo_brings_it_back(book: Book, rust: Group) -> None:
    book.say_in_group(rust.id, ids(book, "ada")[0], "lifetimes")
    before = dump(book.path)
    assert book.delete_group(rust.id) == 2
    assert book.groups() == []
    after = dump(book.path)
    assert (after["contact"], after["contact_tag"]) == (before["contact"], before["contact_tag"])
    book.undo()
    assert dump(book.path) == before


def test_a_group_can_go_with_its_tag_and_one_undo_brings_both_back(book: Book, rust: Group) -> None:
    book.tag(ids(book, "emmy"), add=[f"{RUST}/organiser"])
    before = dump(book.path)
    assert book.delete_group(rust.id, with_tag=True) == 3
    assert (book.tags(), dump(book.path)["contact"]) == ([], before["contact"])
    book.undo()
    assert dump(book.path) == before


def test_a_deleted_tag_takes_its_group_with_it_and_brings_it_back(book: Book, rust: Group) -> None:
    before = dump(book.path)
    book.delete_tag("group")
    assert book.groups() == []
    book.undo()
    assert dump(book.path) == before


def test_a_deleted_person_leaves_nothing_in_a_group(book: Book, rust: Group) -> None:
    book.say_in_group(rust.id, ids(book, "ada")[0], "lifetimes")
    before = dump(book.path)
    book.delete(ids(book, "ada"))
    assert dump(book.path)["group_member"] == []
    book.undo()
    assert dump(book.path) == before


def test_merged_people_have_said_what_each_of_them_said(book: Book, rust: Group) -> None:
    ada, grace = ids(book, "ada", "grace")
    book.say_in_group(rust.id, ada, "lifetimes")
    book.say_in_group(rust.id, grace, "moths")
    book.set_missing(rust.id, [grace])
    before = dump(book.path)
    book.merge(ada, [grace])
    (member,) = book.group_people(rust.id)
    assert (member.said, member.missing_since) == ("lifetimes\nmoths", "")
    book.undo()
    assert dump(book.path) == before


def test_refilling_tells_who_is_new_and_who_is_missing_and_untags_nobody(
    book: Book, rust: Group, tmp_path: Path
) -> None:
    before = dump(book.path)
    told = book.refill_group("rust oslo", [sheet(tmp_path, "Ada Lovelace", "Emmy Noether", "Alan Turing")])
    assert (told.new, told.again, told.missing) == (("Alan Turing", "Emmy Noether"), (), ("Grace Hopper",))
    assert (told.group.people, told.group.missing) == (4, 1)
    assert list(there(book, rust).items())[-1] == ("Grace Hopper", "2026-11-20")
    assert book.who("grace").tags == (RUST,)
    assert [change.label for change in book.history(1)] == ["refill Rust Oslo: 2 new, 1 missing"]
    assert told.report.change and told.report.change.id == book.history(1)[0].id
    book.undo()
    assert dump(book.path) == before


def test_who_is_in_the_next_list_is_there_again(book: Book, rust: Group, tmp_path: Path) -> None:
    book.refill_group("Rust Oslo", [sheet(tmp_path, "Ada Lovelace")])
    told = book.refill_group("Rust Oslo", [sheet(tmp_path, "Grace Hopper")])
    assert (told.again, told.missing) == (("Grace Hopper",), ("Ada Lovelace",))
    book.set_missing(rust.id, ids(book, "ada"), False)
    assert set(there(book, rust).values()) == {""}


def test_a_refill_of_a_file_that_breaks_off_makes_nobody_missing(
    book: Book, rust: Group, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.csv"
    cut.write_text('Name,Email\nAda Lovelace,ada@x.example\n"Grace Hopper,grace@x.example\n')
    before = dump(book.path)
    with pytest.raises(BadInput, match=r"cut\.csv can't be read whole"):
        book.refill_group("Rust Oslo", [cut])
    assert dump(book.path) == before


def test_a_broken_file_of_a_refill_makes_nobody_missing(book: Book, rust: Group, tmp_path: Path) -> None:
    (tmp_path / "more.zip").write_bytes(b"PK\3\4 and no more")
    before = dump(book.path)
    with pytest.raises(BadInput, match=r"more\.zip can't be read whole: who is missing can't be told"):
        book.refill_group("Rust Oslo", [sheet(tmp_path, "Alan Turing"), tmp_path / "more.zip"])
    assert dump(book.path) == before


def test_who_is_missing_longer_keeps_the_day(tmp_path: Path) -> None:
    clock = [now()]
    with open_book(tmp_path / "book.db", clock=lambda: clock[0]) as book:
        files = [sheet(tmp_path, *names) for names in (["Ada", "Grace"],)]
        book.refill_group("Rust Oslo", files)
        book.refill_group("Rust Oslo", [sheet(tmp_path, "Ada")])
        clock[0] = clock[0].replace(day=25)
        told = book.refill_group("Rust Oslo", [sheet(tmp_path, "Ada")])
        assert told.missing == ()
        assert there(book, told.group) == {"Ada": "", "Grace": "2026-11-20"}


def test_a_dry_run_of_a_refill_tells_the_same_and_changes_nothing(
    book: Book, rust: Group, tmp_path: Path
) -> None:
    before = dump(book.path)
    told = book.refill_group("Rust Oslo", [sheet(tmp_path, "Alan Turing")], dry_run=True)
    assert (told.new, told.missing) == (("Alan Turing",), ("Ada Lovelace", "Grace Hopper"))
    assert told.report.change is None
    assert dump(book.path) == before


@pytest.mark.parametrize("lines", [(), ("",)])
def test_a_list_of_nobody_makes_nobody_missing(
    book: Book, rust: Group, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    before = dump(book.path)
    with pytest.raises(BadInput):
        book.refill_group("Rust Oslo", [sheet(tmp_path, *lines)])
    with pytest.raises(BadInput):
        book.refill_group("Go Oslo", [tmp_path / "gone.csv"])
    assert dump(book.path) == before


def test_a_list_of_names_handles_urls_and_emails_one_a_line_fills_a_group(
    book: Book, rust: Group, tmp_path: Path
) -> None:
    book.set_values(ids(book, "grace"), {"handle": "github/grace"})
    book.set_values(ids(book, "emmy"), {"email": "emmy@example.org"})
    file = tmp_path / "who.txt"
    file.write_text(
        '- Ada Lovelace\n\n2. https://github.com/grace\n@alan\n"Emmy N." <EMMY@example.org>\r\n', "utf-8"
    )
    told = book.refill_group("Rust Oslo", [file])
    assert (told.new, told.missing) == (("alan", "Emmy Noether"), ())
    assert book.who("x/alan").tags == (RUST,)


@pytest.mark.parametrize(
    "text", ["<html>\n<body>\n", "{}", "a = 1\nb = 2\n", "1\n2\n3\n", "name: " + "long " * 40]
)
def test_a_text_that_is_no_list_of_people_fills_no_group(
    book: Book, rust: Group, tmp_path: Path, text: str
) -> None:
    before = dump(book.path)
    (tmp_path / "who.txt").write_text(text, "utf-8")
    with pytest.raises(BadInput):
        book.refill_group("Rust Oslo", [tmp_path / "who.txt"])
    assert dump(book.path) == before


def test_a_deleted_group_comes_back_with_its_people_by_refilling_it(
    book: Book, rust: Group, tmp_path: Path
) -> None:
    book.delete_group(rust.id, with_tag=True)
    told = book.refill_group("Rust Oslo", [sheet(tmp_path, "Ada Lovelace", "Grace Hopper")], kind="meetup")
    assert (told.group.name, told.group.kind, told.group.tag) == ("Rust Oslo", "meetup", RUST)
    assert list(there(book, told.group)) == ["Ada Lovelace", "Grace Hopper"]
    assert told.report.new == 0


def test_a_deleted_group_comes_back_whole_by_importing_what_was_exported(
    book: Book, rust: Group, tmp_path: Path
) -> None:
    ada, grace = ids(book, "ada", "grace")
    book.say_in_group(rust.id, ada, "lifetimes")
    book.set_missing(rust.id, [grace])
    book.log([ada], "moths", tags=[RUST])
    book.export(tmp_path / "rust.jsonl", query="#group/rust-oslo")
    people = book.group_people(rust.id)
    book.delete_group(rust.id, with_tag=True)
    report = book.import_([tmp_path / "rust.jsonl"])
    assert (report.new, report.files[0].skipped) == (0, ())
    again = book.group("Rust Oslo")
    assert again == replace(rust, id=again.id, people=2, missing=1)
    assert book.group_people(again.id) == people


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_kept_as_text(book: Book, text: str, tmp_path: Path) -> None:
    book.add(Contact(name="Ada", tags=("g/x",)))
    group = book.add_group(Group(name=f"x{text}", tag="g/x", link=text, place=text, role=text, note=text))
    book.say_in_group(group.id, ids(book, "ada")[0], text)
    assert book.group_people(group.id)[0].name == "Ada"
    book.export(tmp_path / "out.jsonl")
    with open_book(tmp_path / "other.db", clock=now) as other:
        other.import_([tmp_path / "out.jsonl"])
        assert other.groups() == [book.group(group.name)]


def test_who_is_there_is_not_missing_because_of_whom_they_are_merged_with(book: Book) -> None:
    group = book.add_group(Group(name="Rust Oslo", kind="meetup"))
    ada, double = book.add_all(
        [Contact(name=name, tags=(group.tag,)) for name in ("Ada Lovelace", "A. King")]
    )
    book.set_missing(group.id, [double.id])
    book.merge(ada.id, [double.id])
    (member,) = book.group_people(group.id)
    assert member.missing_since == ""


def test_a_group_whose_name_is_the_tag_of_another_is_the_one_of_the_name(book: Book) -> None:
    book.add_group(Group(name="Rust", kind="meetup", tag="oslo"))
    named = book.add_group(Group(name="Oslo", kind="meetup"))
    assert book.group("oslo").id == named.id


def test_a_group_is_filled_from_a_sheet_whose_columns_somebody_named(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("Row;Wer\n1;Ada Lovelace\n2;Grace Hopper\n", "utf-8")
    with pytest.raises(BadInput, match="can't be imported"):
        book.refill_group("Rust Oslo", [path])
    told = book.refill_group("Rust Oslo", [path], columns={"Wer": "name", "Row": "leave out"})
    assert told.new == ("Ada Lovelace", "Grace Hopper")
