"""Where the book lies when nobody names one, where the demo book is kept, and how a file is written whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rolodex.model import BadInput, CannotOpen
from rolodex.text import shown

BOOK_VARIABLE = "ROLODEX_BOOK"


def expanded(text: str) -> Path:
    """The path with `~` as a home folder. Raises BadInput for the home of a user that there is not, and for
    blanks alone, which would be the folder one is in."""
    if not text.strip():
        raise BadInput("Name a file or a folder: what was given is empty. A dot is this folder.")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise BadInput(
            f"“{shown(text)}” can't be found: there is no user of that name. Write the path out."
        ) from error


def book_path(given: str | None = None) -> Path:
    """The book to open: the one given, else that of the variable ROLODEX_BOOK, else `book.db` in the user's
    data folder (XDG_DATA_HOME/rolodex and its like on other systems). `~` is the home folder.
    """
    if named := given or os.environ.get(BOOK_VARIABLE, ""):
        return expanded(named)
    # loaded when it is needed: a command that was given its book answers sooner
    from platformdirs import user_data_path

    return user_data_path("rolodex", appauthor=False) / "book.db"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole beside `path`, readable by its owner alone, then rename it: nobody meets half of it.

    Raises CannotOpen where it can't be written, and then leaves nothing.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotOpen(f"Can't write {path}: {error.strerror or error}. Name another file.") from error


def write_folder_whole(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files: where there is none all of it or nothing, else each file whole into it.

    Raises CannotOpen where it can't be written.
    """
    if folder.is_dir():
        for name, content in files.items():
            write_whole(folder / name, content)
        return
    part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    try:
        part.mkdir(mode=0o700)
        for name, content in files.items():
            write_whole(part / name, content)
        os.replace(part, folder)
    except (OSError, CannotOpen) as error:
        for path in [*part.glob("*")] if part.is_dir() else ():
            path.unlink(missing_ok=True)
        if part.is_dir():
            part.rmdir()
        if isinstance(error, CannotOpen):
            raise
        raise CannotOpen(f"Can't write {folder}: {error.strerror or error}. Name another folder.") from error


def index_path(book: Path) -> Path:
    """Where the search index of a big book is kept, in the user's cache folder, by where the book lies."""
    from hashlib import sha256

    from platformdirs import user_cache_path

    name = sha256(os.fsencode(book.resolve())).hexdigest()[:16]
    return user_cache_path("rolodex", appauthor=False) / f"index-{name}"


def demo_path(today: date) -> Path:
    """The demo book of a local day, in the user's cache folder. Each day has its own, since it ends today."""
    from platformdirs import user_cache_path

    return user_cache_path("rolodex", appauthor=False) / f"demo-{today.isoformat()}.db"
