"""The command as a process: what it loads, how it ends, what it leaves behind."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import rolodex
from rolodex.book import open_book
from rolodex.model import Contact

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `python -m rolodex` in a home of its own."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ROLODEX", "XDG", "_ROLODEX"))
    }
    environment = {**kept, "HOME": str(home), "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "rolodex", *arguments],
            env={**environment, **variables},
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with one person."""
    path = tmp_path / "book.db"
    with open_book(path) as book:
        book.add(Contact(name="Ada Lovelace"))
    return path


LOADED = """
import sys
from rolodex.cli.program import program
try:
    program(sys.argv[1:])
finally:
    print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "slow"),
    [
        (("find", "ada"), {"textual", "rich", "sqlite_utils", "platformdirs"}),
        (("show", "ada"), {"textual", "rich", "sqlite_utils", "platformdirs"}),
        (("tag", "ada", "--add", "pycon"), {"textual", "rich", "sqlite_utils", "platformdirs"}),
        (("log", "ada", "coffee"), {"textual", "rich", "sqlite_utils", "platformdirs"}),
        (("due",), {"textual", "rich", "sqlite_utils", "platformdirs", "rapidfuzz"}),
        (("history",), {"textual", "rich", "sqlite_utils", "platformdirs"}),
        (("--help",), {"textual", "rich", "sqlite_utils", "platformdirs", "sqlite3", "rapidfuzz"}),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_no_verb_loads_what_it_does_not_need(path: Path, arguments: tuple[str, ...], slow: set[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, "--book", str(path), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0
    loaded = set(ran.stderr.splitlines()[-1].split())
    assert "click" in loaded
    assert loaded.isdisjoint(slow)


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").stdout == f"rolodex {rolodex.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("find", "ada"), 0),
        (("find", "zyxzyx"), 1),
        (("show", "zyx"), 1),
        (("find", "--limit", "no"), 2),
        (("fnd",), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_the_process_ends_with_the_code_of_the_help(
    run: Run, path: Path, arguments: tuple[str, ...], code: int
) -> None:
    assert run("--book", str(path), *arguments).returncode == code


def test_the_book_is_the_one_of_the_environment(run: Run, path: Path) -> None:
    assert run("path", ROLODEX_BOOK=str(path)).stdout == f"{path}\n"


def test_a_book_that_is_named_goes_before_the_environments(run: Run, path: Path) -> None:
    assert run("--book", "other.db", "path", ROLODEX_BOOK=str(path)).stdout == "other.db\n"


def test_without_either_the_book_is_in_the_users_data_folder(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run("add", "Ada", XDG_DATA_HOME=str(data)).returncode == 0
    book = data / "rolodex" / "book.db"
    assert stat.S_IMODE(book.stat().st_mode) == 0o600
    assert run("path", XDG_DATA_HOME=str(data)).stdout == f"{book}\n"


@pytest.mark.parametrize(
    "verb", [("find", "ada"), ("add", "Ada"), ("history",), ("undo",)], ids=lambda verb: verb[0]
)
def test_a_file_that_is_no_book_is_left_as_it_is(run: Run, tmp_path: Path, verb: tuple[str, ...]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada, " * 100)
    ran = run("--book", str(letter), *verb)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "not a rolodex book" in ran.stderr
    assert letter.read_text() == "Dear Ada, " * 100


def test_the_book_of_a_newer_version_is_left_as_it_is(run: Run, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE _sqlite_migrations SET name = 'm999_from_the_future' WHERE id = 1")
    before = path.read_bytes()
    ran = run("--book", str(path), "add", "Ada")
    assert ran.returncode == 2
    assert "newer rolodex" in ran.stderr
    assert path.read_bytes() == before


def test_a_folder_that_cant_be_made_has_its_own_words(run: Run, path: Path) -> None:
    ran = run("--book", str(path / "below" / "book.db"), "add", "Ada")
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert str(path) in ran.stderr


@pytest.mark.parametrize(
    "verb", [("path",), ("find", "ada"), ("add", "Ada"), ("history",)], ids=lambda verb: verb[0]
)
def test_a_path_that_no_file_can_have_has_its_own_words(run: Run, verb: tuple[str, ...]) -> None:
    ran = run("--book", "x" * 10_000, *verb)
    assert ran.returncode == (0 if verb == ("path",) else 2)
    assert "Traceback" not in ran.stderr


def test_a_reader_that_stops_reading_is_no_failure(path: Path) -> None:
    with open_book(path) as book:
        for number in range(300):
            book.add(Contact(name=f"Ada {number} " + "x" * 1000))
    with subprocess.Popen(
        [sys.executable, "-m", "rolodex", "--book", str(path), "find"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (0, b"")


def test_a_terminal_without_the_letters_gets_question_marks(run: Run, path: Path) -> None:
    run("--book", str(path), "add", "山田")
    ran = run("--book", str(path), "show", "山田", PYTHONIOENCODING="latin-1")
    assert ran.returncode == 0
    assert ran.stdout.startswith("??\n")


@pytest.mark.parametrize("verb", [(), ("demo",)], ids=["the app", "demo"])
def test_the_app_without_a_terminal_is_wrong_use_and_makes_no_book(
    run: Run, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    ran = run("--book", str(tmp_path / "none.db"), *verb)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "needs a terminal" in ran.stderr
    assert not (tmp_path / "none.db").exists()


def test_backup_makes_a_book_that_opens_alone(run: Run, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("--book", str(path), "backup", str(copy)).returncode == 0
    assert run("--book", str(copy), "find", "ada").stdout.startswith("Ada Lovelace\t")


def test_backup_overwrites_nothing(run: Run, path: Path) -> None:
    before = path.read_bytes()
    ran = run("--book", str(path), "backup", str(path))
    assert ran.returncode == 2
    assert "there already" in ran.stderr
    assert path.read_bytes() == before


def test_backup_into_a_folder_that_is_not_there_has_its_own_words(
    run: Run, path: Path, tmp_path: Path
) -> None:
    ran = run("--book", str(path), "backup", str(tmp_path / "no" / "copy.db"))
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


def test_completion_offers_the_tags_of_the_book(run: Run, path: Path) -> None:
    run("--book", str(path), "tag", "ada", "--add", "conference/pycon")
    ran = run(
        ROLODEX_BOOK=str(path),
        _ROLODEX_COMPLETE="bash_complete",
        COMP_WORDS="rolodex find --tag conf",
        COMP_CWORD="3",
    )
    assert "plain,conference/pycon" in ran.stdout.splitlines()


def test_completion_without_a_book_offers_nothing_and_makes_none(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    ran = run(
        ROLODEX_BOOK=str(missing),
        _ROLODEX_COMPLETE="bash_complete",
        COMP_WORDS="rolodex find --tag c",
        COMP_CWORD="3",
    )
    assert (ran.stdout, missing.exists()) == ("\n", False)


def test_demo_makes_a_book_of_its_own_in_the_cache_folder(run: Run, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    ran = run("demo", "--path", XDG_CACHE_HOME=str(cache))
    assert ran.returncode == 0, ran.stderr
    demo = Path(ran.stdout.rstrip("\n"))
    assert demo.parent == cache / "rolodex"
    assert sorted(cache.rglob("*.db*")) == [demo]
    assert run("--book", str(demo), "find", "--tag", "recruiter").returncode == 0


def test_demo_of_another_day_is_made_anew_and_that_of_today_is_kept(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "rolodex"
    folder.mkdir(parents=True)
    old = folder / "demo-2020-01-01.db"
    old.write_bytes(b"")
    demo = run("demo", "--path", XDG_CACHE_HOME=str(tmp_path / "cache")).stdout.rstrip("\n")
    assert not old.exists()
    run("--book", demo, "add", "Somebody New")
    assert run("demo", "--path", XDG_CACHE_HOME=str(tmp_path / "cache")).stdout.rstrip("\n") == demo
    assert run("--book", demo, "show", "Somebody New").returncode == 0
