"""The words of mails, when they are asked for: plain text without quotes and signatures, not too much."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.book import Book
from rolodex.formats import mails, read
from rolodex.formats.mail_text import MOST_BODY, MOST_WORDS, words_of
from rolodex.formats.mailboxes import MOST_HEAD, mails_in_mbox
from rolodex.formats.sources import Source, sources
from rolodex.model import Contact, Labelled
from tests.unit.import_runs import new_book, only, sheet
from tests.unit.shell_runs import Rolodex
from tests.unit.test_formats_mails import INBOX, ME, TODAY, mail

POSTMARK = "From - Mon Mar 02 10:00:00 2026\n"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        book.add(Contact(name="Ada", emails=(Labelled("ada@x.example"),)))
        yield book


def words(body: str, head: str = "") -> str:
    return words_of(f"Subject: tea\n{head}\n{body}".encode())


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("Tea at five?\n\n-- \nAda\nCountess\n", "Tea at five?"),
        ("Yes.\n\nOn Mon, 2 Mar 2026 Joan wrote:\n> Tea?\n> Or not?\n", "Yes."),
        (
            "Yes.\n\nOn Mon, 2 Mar 2026 Joan <j@x.example>\nwrote:\n\n> Tea?\nAnd you?",
            "Yes.\n\nAnd you?",
        ),
        ("So be it:\n\nat five.\n\n\n\nAda", "So be it:\n\nat five.\n\nAda"),
        ("See below.\n-----Ursprüngliche Nachricht-----\nVon: Joan\nText\n", "See below."),
        ("See below.\n________________________________\nFrom: Joan\nText\n", "See below."),
        (">From here on it is words\n", "From here on it is words"),
        ("> only a quote\n", ""),
    ],
)
def test_quotes_and_signatures_are_cut(body: str, kept: str) -> None:
    assert words(body) == kept


def test_the_first_plain_text_is_read_in_its_charset_and_nothing_attached() -> None:
    head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n"
    attached = "--x\nContent-Type: text/plain\nContent-Disposition: attachment\n\nno\n"
    html = "--x\nContent-Type: text/html\n\n<b>no</b>\n"
    plain = (
        "--x\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
        "Gr=FC=DFe\n"
    )
    assert words(f"{attached}{html}{plain}--x--\n", head) == "Grüße"
    assert words(f"{html}--x--\n", head) == ""


def test_very_long_words_are_cut() -> None:
    assert len(words("tea " * MOST_WORDS)) <= MOST_WORDS


@given(st.binary(max_size=300))
def test_any_mail_gives_words_or_none(data: bytes) -> None:
    assert len(words_of(b"From: a@x.example\nContent-Type: multipart/mixed; boundary=x\n" + data)) <= 300


def test_parts_in_parts_without_an_end_give_none() -> None:
    nested = "Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 1400
    assert words_of(nested.encode()) == ""


def test_the_words_stand_below_the_subjects_only_when_asked_for(book: Book, tmp_path: Path) -> None:
    asked, answered = mail("ada@x.example", ME), mail(ME, "ada@x.example")
    box = f"{POSTMARK}{asked}\nTea at five?\n\n{POSTMARK}{answered}\nYes.\n"
    path = sheet(tmp_path / "a.mbox", box)
    book.import_([path], me=[ME])
    ada = only(book).id
    assert [entry.text for entry in book.timeline(ada)] == ["sent and received: tea"]
    book.import_([path], with_text=True)
    assert [entry.text for entry in book.timeline(ada)] == [
        "sent and received: tea\nreceived: Tea at five?\n\nsent: Yes."
    ]
    # what was asked for once stays
    book.import_([path])
    assert book.timeline(ada)[0].text.endswith("sent: Yes.")
    assert book.import_([path], with_text=True).changed == 0


@pytest.mark.parametrize(
    ("body", "told", "line"),
    [
        ("Tea\n\nat five?", "received: tea\nat five?", "received: tea · at five?"),
        ("Tea at five?", "received: tea\nTea at five?", "received: tea · Tea at five?"),
        ("tea", "received: tea", "received: tea"),
    ],
)
def test_a_subject_that_the_words_begin_with_stands_once_and_apart_from_them(
    book: Book, tmp_path: Path, body: str, told: str, line: str
) -> None:
    path = sheet(tmp_path / "a.mbox", f"{POSTMARK}{mail('ada@x.example', ME)}\n{body}\n")
    book.import_([path], me=[ME], with_text=True)
    assert book.timeline(only(book).id)[0].text == told
    assert Rolodex(book.path)("show", "ada").out.endswith(f"email  {line}\n")


def test_words_that_were_asked_for_once_stay_when_more_mails_of_the_day_come(
    book: Book, tmp_path: Path
) -> None:
    asked, answered = mail("ada@x.example", ME), mail(ME, "ada@x.example")
    path = sheet(tmp_path / "a.mbox", f"{POSTMARK}{asked}\nTea at five?\n")
    book.import_([path], me=[ME], with_text=True)
    sheet(path, f"{POSTMARK}{asked}\nTea at five?\n\n{POSTMARK}{answered}\nYes.\n")
    ada = only(book).id
    for with_text, words in ((False, "Tea at five?"), (True, "received: Tea at five?\n\nsent: Yes.")):
        book.import_([path], with_text=with_text)
        assert [entry.text for entry in book.timeline(ada)] == [f"sent and received: tea\n{words}"]


def test_the_words_of_a_mailbox_with_postmarks_in_its_texts_are_those_of_each_mail() -> None:
    [source] = sources(INBOX)
    assert source.mails
    found = [words_of(mail) for mail in source.mails(MOST_BODY)]
    assert found[:2] == [
        "From here on it is only words at 10:30\n\nFrom the body: 10:30 this is no mail",
        "once more",
    ]


@given(st.lists(st.text("ab \n", max_size=30), min_size=1, max_size=5), st.integers(1, 40))
def test_what_is_read_of_a_body_is_its_beginning(bodies: list[str], most: int) -> None:
    head = "From: a@x.example\nDate: x"
    data = "".join(f"{POSTMARK}{head}\n\n{body}\n\n" for body in bodies).encode()
    found = list(mails_in_mbox(io.BytesIO(data), most))
    whole = [f"{head}\n\n{body}\n\n".encode() for body in bodies]
    assert [len(one) <= len(head) + most for one in found] == [True] * len(bodies)
    assert [all_.startswith(one) for all_, one in zip(whole, found, strict=True)] == [True] * len(bodies)


def test_words_are_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.mbox"
    with path.open("wb") as file:
        for _ in range(3):
            file.write(f"{POSTMARK}{mail('ada@x.example', ME)}\n".encode() + b"x y\n" * (2 * 2**20) + b"\n")
    tracemalloc.start()
    [source] = sources(path)
    found = list(source.mails(MOST_BODY)) if source.mails else []
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 3
    assert max(map(len, found)) < MOST_HEAD
    assert most < 6 * 2**20


def test_of_very_many_words_the_later_are_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "MOST_LETTERS", 10)
    box = "".join(
        f"{POSTMARK}{mail(f'{who}@x.example', ME)}\nTea at five?\n\n" for who in ("ada", "bob")
    ).encode()
    source = Source("a", b"", mails=lambda body: mails_in_mbox(io.BytesIO(box), body), with_text=True)
    found = read(source, TODAY)
    assert [record.interactions[0].text for record in found.records] == [
        "received: tea\nTea at five?",
        "received: tea",
    ]
    assert "the words of later mails were left out" in found.skipped[0].told
