"""The proposal of an import: what is left out, refused and decided there is what comes in."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from rolodex.book import Book, ImportReport
from rolodex.model import Contact, Labelled
from rolodex.tui.dialogs.deciding import Deciding, items
from rolodex.tui.dialogs.import_form import ImportForm
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.dialogs.proposal import Proposal
from rolodex.tui.dialogs.proposal_words import about
from tests.tui.dialog_host import OPEN, shown


async def test_what_is_decided_in_a_proposal_is_what_comes_in(book: Book, tmp_path: Path) -> None:
    bob = book.add(Contact(name="Robert Noyce", company="Intel", phones=(Labelled("+1 555 0100"),)))
    book.add(Contact(name="Ada"))
    path = tmp_path / "people.csv"
    path.write_text(
        "Name,Company,Title,Email,Phone\nBob Noyce,Intel,CEO,bob@a.example,+1 555 0100\n"
        "Ada,A,Countess,,\nEmmy,,,,\n",
        "utf-8",
    )
    async with shown(book.path, lambda store: ImportForm(store, str(path)), size=(120, 36)) as here:
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, Proposal))
        await here.until(lambda: "d says whether they are the same" in here.on_screen)
        for group in ("Likely doubles 1", "Changed 1", "New 1"):
            assert group in here.on_screen
        assert "2 new · 1 changed" in here.on_screen
        await here.press("d")
        await here.until(lambda: "1 new · 2 changed" in here.on_screen and "● CEO" in here.on_screen)
        await here.press("tab", *"k" * 5, "space", "tab")
        await here.until(lambda: "○ CEO" in here.on_screen)
        await here.press("j")
        await here.until(lambda: "people.csv, line 3" in here.on_screen)
        await here.press("tab", "space", "tab", "j", "asterisk")
        await here.until(lambda: "New 0 of 1" in here.on_screen and "0 new · 2 changed" in here.on_screen)
        assert here.result is OPEN
        await here.press("enter")
        assert isinstance(await here.closed(), ImportReport)
    people = {person.name: person for person in book.find("")}
    assert people.keys() == {"Robert Noyce", "Ada"}
    assert [email.value for email in book.get(bob.id).emails] == ["bob@a.example"]
    assert book.get(bob.id).title == ""
    assert sorted((people["Ada"].company, people["Ada"].title)) == ["", "Countess"]


async def test_a_proposal_that_is_left_changes_nothing(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name\nAda [/] [@click=app.quit]x\n", "utf-8")
    async with shown(book.path, lambda store: ImportForm(store, str(path))) as here:
        await here.press("enter")
        await here.until(lambda: "Ada [/] [@click=app.quit]x" in here.on_screen)
        await here.press("escape")
        await here.until(lambda: here.app.screen is here.dialog)
        assert here.result is OPEN
    assert not book.find("")


async def test_a_field_of_somebody_new_can_be_left_out(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Company,Title\nAda,Engines,Countess\n", "utf-8")
    async with shown(book.path, lambda store: ImportForm(store, str(path))) as here:
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, Proposal))
        await here.until(lambda: "● Engines" in here.on_screen)
        await here.press("tab", "j", "space")
        await here.until(lambda: "○ Engines" in here.on_screen and "without 1 field" in here.on_screen)
        await here.press("enter")
        await here.closed()
    (ada,) = book.find("")
    assert (ada.company, ada.title) == ("", "Countess")


async def test_the_words_of_mails_are_read_when_they_are_asked_for(book: Book, tmp_path: Path) -> None:
    ada = book.add(Contact(name="Ada", emails=(Labelled("ada@a.example"),)))
    path = tmp_path / "in.mbox"
    mail = (
        "From: Ada <ada@a.example>\nTo: me@b.example\nSubject: Soup\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n"
    )
    path.write_text(f"From x Mon Mar  2 10:00:00 2026\n{mail}\nIt was good.\n", "utf-8")
    async with shown(book.path, lambda store: ImportForm(store, str(path)), size=(120, 36)) as here:
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, Proposal))
        await here.until(lambda: "mail texts" in here.on_screen)
        await here.press("t")
        await here.until(lambda: "with the words of mails" in here.on_screen)
        await here.press("enter")
        await here.closed()
    assert [entry.text for entry in book.timeline(ada.id)] == ["received: Soup\nIt was good."]


async def test_who_stands_in_mails_and_not_in_the_book_comes_in_when_asked_for(
    book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "in.mbox"
    mail = 'From: "Al [/] [home]" <al@a.example>\nTo: me@b.example\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n'
    path.write_text(f"From x Mon Mar  2 10:00:00 2026\n{mail}\n", "utf-8")
    async with shown(book.path, lambda store: ImportForm(store, str(path)), size=(120, 36)) as here:
        await here.press("enter")
        await here.until(lambda: "Nothing would change" in here.on_screen and "^n" in here.on_screen)
        await here.press("ctrl+n")
        await here.until(lambda: isinstance(here.app.screen, Prompt))
        await here.press("m", "e", "enter")
        await here.until(lambda: "Write an email address of yours" in here.on_screen)
        await here.press(*"@b.example", "enter")
        await here.until(lambda: isinstance(here.app.screen, Proposal) and "1 new" in here.on_screen)
        await here.press("n")
        # told anew only when the file was read anew: a key before that is too early
        await here.until(lambda: "Nothing would change" in here.on_screen and "^n" in here.on_screen)
        await here.press("ctrl+n")
        await here.until(lambda: isinstance(here.app.screen, Proposal) and "1 new" in here.on_screen)
        await here.press("enter")
        await here.closed()
    assert [person.name for person in book.find("")] == ["Al [/] [home]"]


def test_of_somebody_changed_the_fields_are_counted(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada"))
    path = tmp_path / "people.csv"
    path.write_text("Name,Company,Title,City\nAda,Engines,Countess,London\n", "utf-8")
    (ada,) = items(book.import_([path], dry_run=True))["Changed"]
    deciding = Deciding()
    assert about(ada, deciding) == "3 fields"
    for update in ada.what.updates[:2]:  # type: ignore[union-attr]
        deciding.turn_update(ada, update.id)
    assert about(ada, deciding) == "1 field"


async def test_why_a_member_of_a_zip_is_refused_is_told_whole(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as packed:
        packed.writestr("people.csv", "Name\nAda\n")
        packed.writestr(f"../{'folder/' * 12}people.csv", "Name\nEve\n")
    async with shown(book.path, lambda store: ImportForm(store, str(path)), size=(80, 24)) as here:
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, Proposal))
        await here.press("j")
        await here.until(lambda: "it was not read." in here.on_screen)
