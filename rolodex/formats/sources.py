"""The files that a person names to import: one file, those of a folder or those of a zip, one at a time."""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from rolodex.model import BadInput
from rolodex.text import storable

MOST_BYTES = 256 * 2**20
"""Of one file. A million rows of LinkedIn are about 100 MiB; a larger file is no address book."""
MOST_BYTES_IN_ALL = 2 * 2**30
"""Of all members of one zip, unpacked: overlapping members make petabytes out of megabytes."""
MOST_FILES = 20_000
"""In one folder or zip. The fullest exports hold a few hundred."""
MOST_RATIO = 200
"""Unpacked to packed size. Tables of people pack 3 to 20 times smaller, zeros a thousand times."""
SMALL_ENOUGH = 50 * 2**20
"""A member under this size may be packed as tightly as it likes."""

# What cannot hold people, and fills exports: left out without a word, unless named by itself.
_MEDIA = (
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff"),
    *(".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".m4v", ".mov", ".webm", ".avi"),
)
# What the zipfile module raises on members that are cut off, altered or made to harm.
_BROKEN = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file, read whole."""

    name: str
    """As the person would recognise it; the path inside a zip or folder included. Never used as a path."""
    data: bytes

    @property
    def base_name(self) -> str:
        """The part of the name after the last slash."""
        return self.name.rpartition("/")[2]


_TABLES = frozenset({".csv", ".tsv", ".tab", ".jsonl", ".vcf", ".zip", ".js", ".json", ".html"})


def sources(path: Path) -> Iterator[Source]:
    """The file itself, or the files below a folder or in a .zip: sorted by name, read one by one.

    Of a folder those with an ending of `_TABLES`: most of what lies about is no table of people.
    Hidden files, `__MACOSX` and pictures, sound and film are left out; a zip is never unpacked to disk.
    Raises BadInput for what does not exist, can't be read, is too large or is broken.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} can't be read: {_reason(error)}. Check the name.") from None
    if stat.S_ISDIR(mode):
        found = _folder(path)
    elif not stat.S_ISREG(mode):
        raise BadInput(f"{path} is not a file, a folder or a .zip: give one of those.")
    elif path.suffix.lower() == ".zip":
        found = _zip(path)
    else:
        found = iter((Source(storable(path.name), _whole(path)),))
    empty = True
    for source in found:
        empty = False
        yield source
    if empty:
        raise BadInput(
            f"{path} holds no file to import. Give the export's .zip, its folder, or a .csv or .tsv file."
        )


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _wanted(name: str) -> bool:
    parts = name.split("/")
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return not hidden and "__MACOSX" not in parts and os.path.splitext(name)[1].lower() not in _MEDIA


def _folder(folder: Path) -> Iterator[Source]:
    def refuse(error: OSError) -> None:
        raise BadInput(f"{error.filename} can't be read: {_reason(error)}.")

    files: list[tuple[str, Path]] = []
    for parent, _, names in os.walk(folder, onerror=refuse):
        for name in names:
            path = Path(parent, name)
            inside = path.relative_to(folder).as_posix()
            if _wanted(inside) and path.suffix.lower() in _TABLES and path.is_file():
                files.append((inside, path))
        if len(files) > MOST_FILES:
            raise BadInput(f"{folder} holds more than {MOST_FILES:,} files: name the folder of one export.")
    top = folder.name or folder.resolve().name
    for inside, path in sorted(files, key=lambda file: (file[0].casefold(), file[0])):
        if path.suffix.lower() == ".zip":
            for source in _zip(path):
                beside = Path(top, inside).parent.as_posix()
                yield Source(storable(f"{beside}/{source.name}"), source.data)
            continue
        yield Source(storable(f"{top}/{inside}"), _whole(path))


def _whole(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{path} can't be read: {_reason(error)}.") from None
    if len(data) > MOST_BYTES:
        raise BadInput(
            f"{path} is larger than {MOST_BYTES // 2**20} MiB: that is no table of people. Split it."
        )
    return data


def _zip(path: Path) -> Iterator[Source]:
    try:
        archive = ZipFile(path)
    except OSError as error:
        raise BadInput(f"{path} can't be read: {_reason(error)}.") from None
    except _BROKEN as error:
        raise BadInput(f"{path} is not a whole zip ({_reason(error)}): download it again.") from None
    with archive:
        members = [
            (name, member)
            for member in archive.infolist()
            if not (name := member.filename.replace("\\", "/")).endswith("/") and _wanted(name)
        ]
        _check_sizes(path, members)
        for name, member in sorted(members, key=lambda pair: (pair[0].casefold(), pair[0])):
            yield Source(storable(f"{path.name}/{name.lstrip('/')}"), _member(path, archive, member))


def _check_sizes(path: Path, members: list[tuple[str, ZipInfo]]) -> None:
    """Raises BadInput before anything is unpacked. No member can be larger than it says."""
    if len(members) > MOST_FILES:
        raise BadInput(f"{path} holds more than {MOST_FILES:,} files: that is no export of contacts.")
    if sum(member.file_size for _, member in members) > MOST_BYTES_IN_ALL:
        raise BadInput(
            f"{path} unpacks to more than {MOST_BYTES_IN_ALL // 2**30} GiB: unpack it and import a part."
        )
    for name, member in members:
        if member.file_size > MOST_BYTES:
            raise BadInput(
                f"{name} in {path} is larger than {MOST_BYTES // 2**20} MiB: that is no table of people."
            )
        if member.file_size > SMALL_ENOUGH and member.file_size > MOST_RATIO * member.compress_size:
            raise BadInput(
                f"{name} in {path} is packed so tightly that it must be a zip bomb: it was not opened."
            )
        if member.flag_bits & 0x1:
            raise BadInput(
                f"{name} in {path} is encrypted: unpack the zip with its password and import the folder."
            )
        # bzip2 and LZMA may ask for gigabytes of memory before the first byte, and no export uses them
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise BadInput(
                f"{name} in {path} is packed in a way unknown here: unpack the zip and import the folder."
            )


def _member(path: Path, archive: ZipFile, member: ZipInfo) -> bytes:
    try:
        with archive.open(member) as file:
            return file.read(MOST_BYTES)
    except (*_BROKEN, OSError) as error:
        raise BadInput(
            f"{member.filename} in {path} is broken ({_reason(error)}): download the zip again."
        ) from None
