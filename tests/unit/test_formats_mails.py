"""Mailboxes: a talk a day with whom one wrote, by the heads of the mails."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.book import Book
from rolodex.formats import read
from rolodex.formats.mailboxes import MOST_HEAD, mails_in_mbox
from rolodex.formats.sources import Source, sources
from rolodex.model import BadInput, Cancelled, Contact, Labelled, Reading
from tests.unit.import_runs import everybody, rows

TODAY = date(2026, 11, 22)
INBOX = Path(__file__).parent.parent / "fixtures" / "inbox.mbox"
ME = "joan@bletchley.example"


def mbox(*mails: str, name: str = "Inbox", own: frozenset[str] = frozenset()) -> Reading:
    data = "".join(f"From - Mon Mar 02 10:00:00 2026\n{mail}\n\nbody\n\n" for mail in mails).encode()
    return read(Source(name, b"", mails=lambda body: mails_in_mbox(io.BytesIO(data), body), own=own), TODAY)


def mail(sender: str, to: str, subject: str = "tea", more: str = "") -> str:
    return f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n{more}"


def talks(reading: Reading) -> dict[str, list[tuple[str, str]]]:
    return {
        record.contact.name: [(entry.on, entry.text) for entry in record.interactions]
        for record in reading.records
    }


def known(book: Book) -> None:
    book.add(Contact(name="Augusta King", emails=(Labelled("Ada@Analytical.example"),)))
    book.add(Contact(name="Emmy Noether", emails=(Labelled("emmy@goettingen.example"),)))


def test_a_mailbox_is_a_talk_a_day_with_each_person() -> None:
    [source] = sources(INBOX)
    found = read(source, TODAY)
    assert talks(found) == {
        # half past two in California is a day later in Oslo only by its evening
        "Ada Lovelace": [
            ("2026-03-02", "received: The engine – notes"),
            ("2026-03-03", "received: tea"),
            ("2026-03-06", "sent: groups and rings"),
        ],
        "Emmy Nöther": [("2026-03-06", "sent: groups and rings")],
    }
    assert [(skipped.line, skipped.why) for skipped in found.skipped] == [
        (4, "1 mail of lists and machines, of which this is the first"),
        (5, "a mail without a day that could be read"),
    ]
    assert [record.line for record in found.records] == [1, 6]


def test_the_day_is_the_local_one() -> None:
    late = "From: a@x.example\nTo: b@x.example\nDate: Mon, 2 Mar 2026 23:30:00 +0000\n"
    summer = "From: c@x.example\nTo: b@x.example\nDate: Thu, 2 Jul 2026 22:30:00 +0000\n"
    assert talks(mbox(late, summer)) == {
        "a@x.example": [("2026-03-03", "received")],
        "c@x.example": [("2026-07-03", "received")],
    }


def test_a_mail_without_a_date_is_of_the_day_on_which_the_first_server_took_it() -> None:
    servers = (
        "Received: by mx.bletchley.example; Wed, 4 Mar 2026 09:00:00 +0100\n"
        "Received: from engine\n by smtp.engines.example; Tue, 3 Mar 2026 09:00:00 +0100\n"
    )
    for date_line in ("", "Date: Die, 3 Mrz 2026\n"):
        found = mbox(f"From: ada@engines.example\nTo: {ME}\nSubject: tea\n{date_line}{servers}")
        assert talks(found)["ada@engines.example"] == [("2026-03-03", "received: tea")]


@pytest.mark.parametrize("first", ["From ada@engines.example\n", ">From ada Mon Mar\n", "\n"])
def test_a_file_of_one_mail_may_begin_with_a_line_of_its_sender(first: str, tmp_path: Path) -> None:
    path = tmp_path / "tea.txt"
    path.write_text(f"{first}{mail('Ada <ada@engines.example>', ME)}\nbody\n")
    [source] = sources(path)
    assert talks(read(source, TODAY)) == {"Ada": [("2026-03-02", "received: tea")]}


def test_a_mail_that_says_not_when_is_told_as_one(tmp_path: Path) -> None:
    path = tmp_path / "draft.eml"
    path.write_text(f"Subject: name, email\nFrom: Ada <ada@engines.example>\nTo: {ME}\n\nname,email\n")
    [source] = sources(path)
    assert [row.why for row in read(source, TODAY).skipped] == ["a mail without a day that could be read"]


def test_only_whom_the_book_knows_by_their_address_is_talked_with(book: Book) -> None:
    known(book)
    report = book.import_([INBOX])
    assert (report.new, report.changed, report.unknown) == (0, 2, 0)
    ada, emmy = everybody(book)
    assert (ada.name, ada.note, len(book.timeline(ada.id))) == ("Augusta King", "", 3)
    assert [entry.kind for entry in book.timeline(emmy.id)] == ["email"]
    assert ada.last_interaction == "2026-03-06"


def test_a_mailbox_makes_nobody_new_unless_asked(book: Book) -> None:
    report = book.import_([INBOX])
    assert (everybody(book), report.unknown, report.change) == ([], 2, None)
    book.import_([INBOX], new_people=True)
    assert [person.name for person in everybody(book)] == ["Ada Lovelace", "Emmy Nöther"]
    assert book.import_([INBOX]).change is None


def test_a_mailbox_twice_is_logged_once_and_can_be_undone(book: Book) -> None:
    known(book)
    before = rows(book.path)
    book.import_([INBOX])
    assert book.import_([INBOX]).change is None
    book.undo()
    assert rows(book.path) == before


def test_a_mail_that_lies_in_two_mailboxes_is_one_talk(book: Book, tmp_path: Path) -> None:
    known(book)
    (tmp_path / "All mail").write_bytes(INBOX.read_bytes())
    book.import_([INBOX, tmp_path / "All mail"])
    assert len(book.timeline(everybody(book)[0].id)) == 3


def test_a_later_mailbox_adds_days_and_subjects(book: Book, tmp_path: Path) -> None:
    known(book)
    path = tmp_path / "inbox.mbox"
    head, tail = INBOX.read_bytes().split(b"\n\nFrom - Tue", 1)
    path.write_bytes(head + b"\n\n")
    book.import_([path])
    more = "From: Ada@analytical.example\nTo: joan@bletchley.example\nSubject: tea\n"
    path.write_bytes(
        INBOX.read_bytes()
        + f"From - Mon Mar  2 10:00:00 2026\n{more}Date: Mon, 2 Mar 2026 10:00:00 +0100\n\n".encode()
    )
    book.import_([path])
    assert tail
    texts = [entry.text for entry in book.timeline(everybody(book)[0].id)]
    assert texts[-1] == "received: The engine – notes; tea"


def test_own_addresses_are_nobody_else(book: Book) -> None:
    book.add(Contact(name="Joan", emails=(Labelled(ME), Labelled("joan@home.example"))))
    assert book.import_([INBOX], me=[ME]).change is None


def test_own_addresses_are_remembered(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(
        "From - Mon Mar 02 10:00:00 2026\n" + mail("joan@home.example", "ada@x.example"), encoding="utf-8"
    )
    book.import_([path], me=["Joan@Home.example"], new_people=True)
    book.undo()
    book.import_([path], new_people=True)
    assert [person.name for person in everybody(book)] == ["ada@x.example"]


def test_an_own_address_that_is_none_is_refused(book: Book) -> None:
    with pytest.raises(BadInput, match="“joan” is no email address"):
        book.import_([INBOX], me=["joan"])


def test_who_writes_a_folder_of_sent_mails_is_oneself() -> None:
    found = mbox(mail("me@x.example", "Ada <ada@x.example>, al@x.example"), name="mail/Gesendet.mbox")
    assert list(talks(found)) == ["Ada", "al@x.example"]


def test_a_circular_and_a_machine_are_nobody_one_talks_with() -> None:
    many = ", ".join(f"p{number}@x.example" for number in range(31))
    found = mbox(
        mail("me@x.example", many),
        mail("noreply@shop.example", "me@x.example"),
        mail("ada@x.example", "me@x.example", more="Auto-Submitted: auto-replied\n"),
        own=frozenset(("me@x.example",)),
    )
    assert found.records == ()
    assert [skipped.line for skipped in found.skipped] == [2]


def test_both_ways_on_one_day_and_many_subjects_are_one_line() -> None:
    mails = [mail("ada@x.example", "me@x.example", f"Re: {letter}") for letter in "ABCDEFG"]
    found = mbox(*mails, mail("me@x.example", "ada@x.example", "RE: AW: a"), own=frozenset(("me@x.example",)))
    assert talks(found) == {"ada@x.example": [("2026-03-02", "sent and received: A; B; C; D; E; and 2 more")]}


def test_a_folder_of_maildir_is_one_mailbox(book: Book, tmp_path: Path) -> None:
    known(book)
    for name, part in (("1:2,S", "cur"), ("2", "new"), ("3", "tmp")):
        folder = tmp_path / "Mail" / ".Archive" / part
        folder.mkdir(parents=True)
        day = f"Date: {name[0]} Mar 2026 10:00:00 +0100\n"
        text = f"From: ada@analytical.example\nTo: {ME}\nSubject: no. {name}\n{day}\nbody\n"
        (folder / name).write_text(text, encoding="utf-8")
    report = book.import_([tmp_path / "Mail"])
    assert [file.file for file in report.files] == ["Mail/.Archive"]
    assert [entry.on for entry in book.timeline(everybody(book)[0].id)] == ["2026-03-02", "2026-03-01"]


def test_mailboxes_in_a_folder_and_a_zip_are_found_by_what_they_hold(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "Inbox").write_bytes(INBOX.read_bytes())
    (folder / "one.eml").write_text(mail("ada@x.example", ME), encoding="utf-8")
    with zipfile.ZipFile(folder / "takeout.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(INBOX, "Takeout/Mail/All mail.mbox")
    found = [(source.name, len(read(source, TODAY).records)) for source in sources(folder)]
    assert found == [
        ("folder/Inbox", 2),
        ("folder/one.eml", 1),
        ("folder/takeout.zip/Takeout/Mail/All mail.mbox", 2),
    ]


def test_a_mailbox_larger_than_the_memory_is_read_in_little_of_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.mbox"
    text = mail("ada@x.example", ME).encode()
    with path.open("wb") as file:
        for _ in range(3):
            file.write(b"From - Mon Mar 02 10:00:00 2026\n" + text + b"\n" + b"x" * (8 * 2**20) + b"\n\n")
    tracemalloc.start()
    [source] = sources(path)
    heads = list(source.mails(0)) if source.mails else []
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert heads == [text.rstrip(b"\n")] * 3
    assert most < 6 * 2**20


def test_a_head_without_an_end_is_cut() -> None:
    data = b"From - Mon Mar 02 10:00:00 2026\nSubject: " + b"x" * (4 * 2**20)
    [head] = mails_in_mbox(io.BytesIO(data))
    assert len(head) == MOST_HEAD


@given(
    st.lists(
        st.sampled_from((b"\n", b"\r\n", b"From - 10:00\n", b"A: b\n", b"text\n", b"\0", b"From ")),
        max_size=20,
    )
)
def test_any_file_gives_heads_that_are_within_it(parts: list[bytes]) -> None:
    data = b"".join(parts)
    assert all(head in data for head in mails_in_mbox(io.BytesIO(data)))


@given(st.binary(max_size=300))
def test_any_head_is_read_or_skipped(head: bytes) -> None:
    found = read(Source("a.mbox", b"", mails=lambda _: iter((b"From: a@x.example\n" + head,))), TODAY)
    assert len(found.records) + len(found.skipped) <= 2


@pytest.mark.parametrize(
    "line",
    [
        "From: " + "(" * 100_000,
        "From: " + "a@x.example, " * 10_000,
        "Date: Mon, 99 Mar 99999 10:00:00 +9999",
        "Subject: " + "=?x?q?a?= " * 10_000,
        "From: =?hex?b?AAAA?= <a@x.example>",
    ],
)
def test_headers_made_to_harm_do_none(line: str) -> None:
    mbox(line, f"{line}\n{mail('ada@x.example', ME)}")


def test_a_zip_that_is_cut_off_in_a_mailbox_says_where(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("Mail/a.mbox", INBOX.read_bytes() * 30)
    data = bytearray(path.read_bytes())
    data[90_000 // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(BadInput, match=r"Mail/a\.mbox in .*takeout\.zip is broken"):
        book.import_([path])


def test_reading_a_mailbox_can_be_stopped(book: Book) -> None:
    known(book)
    with pytest.raises(Cancelled):
        book.import_([INBOX], progress=lambda rows, total: total > 0)
    assert book.history(1)[0].label != "import inbox.mbox"


def test_what_is_no_mailbox_is_refused_as_one() -> None:
    with pytest.raises(BadInput, match=r"notes\.csv is no mailbox"):
        read(Source("notes.csv", b"name\nAda\n"), TODAY, as_format="email")


def test_all_addresses_that_have_the_name_of_whose_mails_they_are_are_own() -> None:
    others = [f"{who} <{who}@x.example>" for who in ("ada", "grace", "emmy")] * 4
    mine = ["Joan Clarke <joan@home.example>", "Joan Clarke <joan@work.example>"] * 6
    found = mbox(*(mail(one, me) for one, me in zip(others, mine, strict=True)))
    assert (sorted(talks(found)), found.owner_unknown) == (["ada", "emmy", "grace"], False)
    sent = mbox(
        mail(mine[0], "ada@x.example"), mail(mine[1], "grace@x.example"), mail(*mine[:2]), name="Sent"
    )
    assert sorted(talks(sent)) == ["ada@x.example", "grace@x.example"]


def test_where_nothing_tells_who_is_oneself_nobody_is_made_until_that_is_said(
    book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(
        "From - Mon Mar 02 10:00:00 2026\n" + mail("a@x.example", "b@x.example"), encoding="utf-8"
    )
    report = book.import_([path], new_people=True)
    assert (report.new, report.unknown, report.owner_unknown) == (0, 1, True)
    report = book.import_([path], new_people=True, me=["b@x.example"])
    assert (report.new, report.owner_unknown) == (1, False)
