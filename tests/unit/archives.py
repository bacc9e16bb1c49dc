"""What the tests of archives share: files from the fixtures, read together, and zips of them."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

from rolodex.formats import Source, read, together
from rolodex.formats.sources import sources
from rolodex.model import Reading, Record

TODAY = date(2026, 11, 22)
FIXTURES = Path(__file__).parent.parent / "fixtures"


def readings(*names: str) -> list[Reading]:
    """Fixtures by their path below the folder of all, read and held together."""
    files = [source for name in names for source in sources(FIXTURES / name)]
    return together([read(source, TODAY) for source in files])


def one(*names: str) -> Reading:
    """The one reading that the fixtures come to."""
    [found] = readings(*names)
    return found


def by_name(reading: Reading) -> dict[str, Record]:
    """The records by what their people are called."""
    return {record.contact.name: record for record in reading.records}


def of_text(name: str, text: str) -> Reading:
    """A file of that name and text, read as part of an import of its own."""
    [found] = together([read(Source(name, text.encode()), TODAY)])
    return found


def archive(path: Path, **members: str | bytes) -> Path:
    """A zip of members, given by their path with `__` for a slash: a fixture's path, or bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            data = content if isinstance(content, bytes) else (FIXTURES / content).read_bytes()
            packed.writestr(name.replace("__", "/"), data)
    return path
