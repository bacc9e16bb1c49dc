"""The import of vCards as phones, Google, Apple and Outlook write them, beside others who read such."""

from __future__ import annotations

import base64
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from tests.benchmarks.crowd import batched_people, write_connections
from tests.benchmarks.report import Section, Target

CARDS = 10_000
"""Cards for which the target holds."""
_SECONDS = 3.0
_ROWS = (10_000, 100_000)
"""Rows of LinkedIn whose imports are to take about as much memory as each other, see `_memory`."""
_MOST_MEMORY = 1.5
"""Times the memory for ten times the rows, at most."""

_BROUGHT_IN = """
import resource, sys
from pathlib import Path
from time import perf_counter
from rolodex.book import open_book
with open_book(sys.argv[1]) as book:
    start = perf_counter()
    report = book.import_([Path(sys.argv[2])])
    print(report.new, perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_VOBJECT = """
import sys
from time import perf_counter
import vobject
start = perf_counter()
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    cards = vobject.readComponents(file, ignoreUnreadable=True, allowQP=True)
    print(sum(1 for card in cards), perf_counter() - start)
"""


def write_cards(path: Path, count: int) -> None:
    """Cards by turns as Google, Apple, an old phone and a program of vCard 4.0 write them; every tenth has a
    photo of 3 kB."""
    rng = random.Random(11)
    with path.open("w", encoding="utf-8", newline="") as file:
        for people in batched_people(count):
            for person in people:
                who, number = person.document, person.number
                given, _, family = who.name.partition(" ")
                email = f"{person.slug}.{number}@mail.example"
                lines = _SHAPES[number % len(_SHAPES)](given, family, who.company, who.title, email, number)
                if number % 10 == 0:
                    photo = base64.b64encode(rng.randbytes(3_000)).decode()
                    folded = "\r\n ".join(photo[at : at + 74] for at in range(0, len(photo), 74))
                    lines = [*lines, f"PHOTO;ENCODING=b;TYPE=JPEG:{folded}"]
                file.write("\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", "")))


def _google(given: str, family: str, company: str, title: str, email: str, number: int) -> list[str]:
    return [
        *("VERSION:3.0", f"FN:{given} {family}", f"N:{family};{given};;;", f"EMAIL;TYPE=INTERNET:{email}"),
        *(f"TEL;TYPE=CELL:+1 555 01{number:05}", f"ORG:{company}", f"TITLE:{title}"),
        *("item1.URL:http\\://www.example.org/a", "item1.X-ABLabel:PROFILE", "CATEGORIES:myContacts,work"),
    ]


def _apple(given: str, family: str, company: str, title: str, email: str, number: int) -> list[str]:
    return [
        *(
            "VERSION:3.0",
            "PRODID:-//Apple Inc.//iOS 18.1//EN",
            f"N:{family};{given};;;",
            f"FN:{given} {family}",
        ),
        *(f"ORG:{company};", f"TITLE:{title}", f"item1.EMAIL;type=INTERNET;type=pref:{email}"),
        *("item1.X-ABLabel:_$!<Work>!$_", f"TEL;type=CELL;type=VOICE;type=pref:(555) 01{number:05}"),
        *("item2.ADR;type=HOME:;;1 Example Street;Oslo;;0150;Norway", "item2.X-ABADR:no"),
        *("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-16", f"UID:00000000-0000-4000-8000-{number:012}"),
    ]


def _old_phone(given: str, family: str, company: str, title: str, email: str, number: int) -> list[str]:
    def quoted(text: str) -> str:
        return "".join(f"={byte:02X}" for byte in text.encode())

    utf8 = "CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"
    return [
        *("VERSION:2.1", f"N;{utf8}:{quoted(family)};{quoted(given)};;;", f"TEL;CELL:+155501{number:05}"),
        *(f"FN;{utf8}:{quoted(f'{given} {family}')}", f"EMAIL;HOME:{email}", f"ORG;{utf8}:{quoted(company)}"),
    ]


def _version_4(given: str, family: str, company: str, title: str, email: str, number: int) -> list[str]:
    return [
        *("VERSION:4.0", f"UID:urn:uuid:10000000-0000-4000-8000-{number:012}", f"FN:{given} {family}"),
        *(f"N:{family};{given};;;", f"EMAIL;TYPE=work;PREF=1:{email}", "BDAY:--0412", "LANG;PREF=1:no"),
        *(f'TEL;VALUE=uri;TYPE="voice,home":tel:+1-555-01{number:05}', f"ORG:{company}", f"TITLE:{title}"),
        *("NOTE:Met in the hallway\\, twice.\\nLikes tea.", "REV:20260101T000000Z"),
    ]


_SHAPES = (_google, _apple, _old_phone, _version_4)


def vcards(folder: Path, path: str) -> tuple[list[Section], list[Target]]:
    """The import of ten thousand cards into an empty book, and what it costs others to read them.

    Programs are looked for on `path`.
    """
    cards = folder / "cards.vcf"
    write_cards(cards, CARDS)
    section = Section(f"Import {CARDS:,} vCards of four producers", "s")
    taken = [_brought_in(folder, cards, CARDS)[0] for _ in range(3)]
    section.add("rolodex, read and into an empty book, journalled", taken)
    told = _ran([sys.executable, "-c", _VOBJECT, str(cards)])
    if told:
        section.add_peer(f"vobject, read alone: {told.split()[0]} cards", [float(told.split()[1])])
    else:
        section.add_peer("vobject", (), "not found")
    if abook := shutil.which("abook", path=path):
        convert = [abook, "--convert", "--informat", "vcard", "--infile", str(cards), "--outformat", "abook"]
        section.add_peer("abook --convert", _timed([*convert, "--outfile", str(folder / "cards.abook")]))
    else:
        section.add_peer("abook --convert", (), "not found")
    if khard := shutil.which("khard", path=path):
        section.add_peer("khard list of as many files", _timed([khard, *_khard(folder, cards), "list"]))
    else:
        section.add_peer("khard list of as many files", (), "not found")
    memory, target = _memory(folder)
    read = Target(f"import of {CARDS:,} vCards", section.figures[0].median, _SECONDS, "s")
    return [section, memory], [read, target]


def _memory(folder: Path) -> tuple[Section, Target]:
    """How much the peak of the memory grows from an import to one of ten times the rows."""
    section = Section("Peak memory of an import of LinkedIn's Connections.csv", "MiB")
    peaks = []
    for rows in _ROWS:
        file = folder / f"{rows}" / "Connections.csv"
        file.parent.mkdir(exist_ok=True)
        write_connections(rows, file)
        peaks.append(_brought_in(folder, file, rows)[1])
        section.add(f"rolodex, {rows:,} rows", [peaks[-1]])
    growth = Target("memory of an import of ten times the rows", peaks[1] / peaks[0], _MOST_MEMORY, "times")
    return section, growth


def _brought_in(folder: Path, file: Path, wanted: int) -> tuple[float, float]:
    """Seconds and MiB at the peak of an import into an empty book, in a process of its own."""
    for leftover in folder.glob("cards.db*"):
        leftover.unlink()
    command = [sys.executable, "-c", _BROUGHT_IN, str(folder / "cards.db"), str(file)]
    new, seconds, peak = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    if int(new) < 0.9 * wanted:
        raise AssertionError(f"{new} of {wanted} people came in")
    # Linux counts in KiB, macOS in bytes
    return float(seconds), int(peak) / (2**20 if sys.platform == "darwin" else 2**10)


def _timed(command: Sequence[str]) -> list[float]:
    start = perf_counter()
    _ran(command)
    return [perf_counter() - start]


def _ran(command: Sequence[str]) -> str:
    """What a program printed; empty where it failed."""
    ran = subprocess.run(command, capture_output=True, check=False, text=True)
    return ran.stdout if ran.returncode == 0 else ""


def _khard(folder: Path, cards: Path) -> list[str]:
    """Each card as a file of an address book of khard's, and the arguments that name it."""
    people = folder / "cards"
    people.mkdir(exist_ok=True)
    for number, card in enumerate(cards.read_text(encoding="utf-8").split("END:VCARD\n")[:-1]):
        (people / f"{number}.vcf").write_text(f"{card}END:VCARD\n", encoding="utf-8", newline="")
    config = folder / "khard.conf"
    config.write_text(f"[addressbooks]\n[[people]]\npath = {people}\n")
    return ["--config", str(config), "--skip-unparsable"]
