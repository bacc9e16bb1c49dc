"""A file of every format, damaged in every way: told in a sentence or read, and never by half."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.formats import FORMATS
from rolodex.model import Contact, RolodexError
from tests.conftest import now
from tests.unit.archives import FIXTURES
from tests.unit.rows import dump

FILES = {
    "linkedin-connections": "linkedin_2026.csv",
    "linkedin-notes": "linkedin_notes.csv",
    "linkedin-messages": "linkedin/messages_2026.csv",
    "linkedin-endorsements": "linkedin/Endorsement_Received_Info.csv",
    "linkedin-recommendations": "linkedin/Recommendations_Received.csv",
    "linkedin-contacts": "linkedin/ImportedContacts.csv",
    "linkedin-profile": "linkedin/Profile.csv",
    "linkedin-invitations": "linkedin_invitations_2026.csv",
    "facebook-friends": "facebook/your_friends_2026.json",
    "facebook-friends-page": "facebook/html_2023/your_friends.html",
    "facebook-lists": "facebook/your_post_audiences.json",
    "facebook-contacts": "facebook/your_address_books.json",
    "facebook-messages": "facebook/message_1.json",
    "facebook-profile": "facebook/profile_information.json",
    "x-list": "x/members_t.csv",
    "x-following": "x/following.js",
    "x-follower": "x/follower-part1.js",
    "x-messages": "x/direct-messages.js",
    "x-names": "x/tweets.js",
    "abook": "addressbook",
    "mutt": "aliases",
    "vcard": "vcards/apple_30.vcf",
    "jsonl": "book.jsonl",
    "handles": "x/handles.txt",
    "calendar": "google.ics",
    "email": "inbox.mbox",
    "sheet": "google_2024.csv",
    "names": "names.txt",
}
"""A fixture of each format."""


def _part(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)]


def _with_nuls(data: bytes) -> bytes:
    return b"\0".join(data[at : at + 7] for at in range(0, len(data), 7))


def _flipped(data: bytes) -> bytes:
    rng = random.Random(3)
    damaged = bytearray(data)
    for place in rng.sample(range(len(data)), len(data) // 40 + 1):
        damaged[place] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def _first_line(data: bytes) -> bytes:
    return data.partition(b"\n")[0] + b"\n"


def _long_line(data: bytes) -> bytes:
    """Three million letters where the file has its last one that is no sign."""
    end = max(at for at, byte in enumerate(data) if chr(byte).isalnum())
    return data[:end] + b"m" * 3_000_000 + data[end:]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "a third": _part(1 / 3),
    "two thirds": _part(2 / 3),
    "all but the end": lambda data: data[:-3],
    "NULs between": _with_nuls,
    "bits flipped": _flipped,
    "empty": lambda data: b"",
    "first line only": _first_line,
    "a long line": _long_line,
}
"""What happens to a file."""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with somebody in it, to copy."""
    path = tmp_path_factory.mktemp("known") / "book.db"
    with open_book(path, clock=now) as book:
        book.add(Contact(name="Ada Lovelace", note="mine"))
    return path


@pytest.fixture
def copied(known: Path, tmp_path: Path) -> Iterator[Book]:
    """The book with somebody in it."""
    with open_book(shutil.copy(known, tmp_path / "book.db"), clock=now) as book:
        yield book


def test_there_is_a_file_of_every_format() -> None:
    assert FILES.keys() == FORMATS.keys()


@pytest.mark.parametrize("format", FORMATS)
def test_a_damaged_file_is_told_of_by_name_or_read_and_nothing_is_brought_in_by_half(
    copied: Book, tmp_path: Path, format: str
) -> None:
    path = FIXTURES / FILES[format]
    named = {damage: path.name for damage in DAMAGES} | {"wrong ending": f"{path.name}.vcf"}
    as_formats = (None, format) if format != "names" else (format,)
    before = dump(copied.path)
    for damage, name in named.items():
        file = tmp_path / name
        file.write_bytes(DAMAGES.get(damage, bytes)(path.read_bytes()))
        for as_format in as_formats:
            try:
                change = copied.import_([file], as_format=as_format).change
            except RolodexError as refused:
                assert name in str(refused), damage
            else:
                if change:
                    copied.undo()
            assert dump(copied.path) == before, damage
