"""The files that a person names to import: one, those of a folder or of a zip, sheets, mailboxes."""

from __future__ import annotations

import io
import os
import stat
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from rolodex.formats.mailboxes import is_mail, is_mbox, mail_in, mails_in_mbox
from rolodex.formats.workbook import is_workbook, sheets
from rolodex.model import BadInput
from rolodex.text import storable

MOST_BYTES = 256 * 2**20
"""Of one file. A million rows of LinkedIn are about 100 MiB; a larger file is no address book. Mailboxes may
be of any size: of them only the heads of the mails are read, one by one."""
MOST_BYTES_IN_ALL = 2 * 2**30
"""Of all members of one zip, unpacked: overlapping members make petabytes out of megabytes."""
MOST_FILES = 20_000
"""In one folder or zip, mails aside. The fullest exports hold a few hundred."""
MOST_RATIO = 200
"""Unpacked to packed size. Tables of people pack 3 to 20 times smaller, zeros a thousand times."""
SMALL_ENOUGH = 50 * 2**20
"""A member under this size may be packed as tightly as it likes."""

_START = 64 * 2**10
"""Of a file, that tells a mailbox from all else."""
_MAILDIR = {"cur", "new"}

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

_PACKINGS = (ZIP_STORED, ZIP_DEFLATED)
"""No export uses bzip2 and LZMA, which may ask for gigabytes of memory before the first byte."""

Mails = Callable[[int], Iterator[bytes]]
"""The head of each mail, and as many bytes as asked of what is below it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file, read whole."""

    name: str
    """As the person would recognise it; the path inside a zip or folder included. Never used as a path."""
    data: bytes
    """Of a mailbox nothing."""
    broken: str = ""
    """Why it can't be read, and then there is no data; empty for what was read."""
    starts: tuple[int, ...] = ()
    """Of a sheet of a spreadsheet the 1-based line of `data` at which each row starts; empty where every row
    is a line, and of all other files."""
    mails: Mails | None = None
    """Of a mailbox its mails, read anew at each call; None of all other files."""
    with_text: bool = False
    """Whether the words of mails are asked for, too."""
    own: frozenset[str] = frozenset()
    """The email addresses of whoever imports it, as far as they said; case-folded."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What the columns of a sheet mean by what somebody said, see `columns.plan`."""

    @property
    def base_name(self) -> str:
        """The part of the name after the last slash."""
        return self.name.rpartition("/")[2]


_TABLES = frozenset({".csv", ".tsv", ".tab", ".jsonl", ".vcf", ".zip", ".js", ".json", ".html"})
_OTHERS = frozenset({".xlsx", ".xlsm", ".ics", ".ical", ".mbox", ".mbx", ".eml", ".abook"})
_NAMED = frozenset(("addressbook", "aliases", "mutt_aliases"))
"""Files without an ending that hold people."""


def sources(path: Path) -> Iterator[Source]:
    """The file itself, or the files below a folder or in a .zip: sorted by name, read one by one.

    Of a folder those with an ending of `_TABLES` or `_OTHERS`, and mailboxes: most of what lies about is no
    table of people. The sheets of a spreadsheet come one by one; a folder of Maildir is one mailbox. Hidden
    files, `__MACOSX` and pictures, sound and film are left out; a zip is never unpacked to disk.
    What can't be read, is too large or is broken is one source that says why, and the others are read.
    Raises BadInput for a path that is not there, and for one that holds nothing.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} can't be read: {_reason(error)}. Check the name.") from None
    if stat.S_ISDIR(mode):
        found = _or_broken(storable(path.name), _folder(path))
    elif not stat.S_ISREG(mode):
        raise BadInput(f"{path} is not a file, a folder or a .zip: give one of those.")
    elif path.suffix.lower() == ".zip":
        found = _or_broken(storable(path.name), _zip(path))
    else:
        found = _or_broken(storable(path.name), _file(path, storable(path.name)))
    empty = True
    for source in found:
        empty = False
        yield source
    if empty:
        raise BadInput(
            f"{path} holds no file to import. Give the export's .zip, its folder, or a .csv or .tsv file."
        )


def _or_broken(name: str, found: Iterator[Source]) -> Iterator[Source]:
    """The sources, and one more of that name where the next of them can't be read."""
    try:
        yield from found
    except BadInput as refused:
        yield Source(name, b"", broken=str(refused))


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _wanted(name: str) -> bool:
    parts = name.split("/")
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return not hidden and "__MACOSX" not in parts and os.path.splitext(name)[1].lower() not in _MEDIA


def _folder(folder: Path) -> Iterator[Source]:
    closed: list[Source] = []

    def note(error: OSError) -> None:
        name = storable(str(error.filename))
        closed.append(Source(name, b"", broken=f"{name} can't be read: {_reason(error)}."))

    files: list[tuple[str, Path]] = []
    for parent, folders, names in os.walk(folder, onerror=note):
        if set(folders) >= _MAILDIR:
            folders[:] = [name for name in folders if name not in (*_MAILDIR, "tmp")]
            files.append((Path(parent).relative_to(folder).as_posix(), Path(parent)))
        for name in names:
            path = Path(parent, name)
            inside = path.relative_to(folder).as_posix()
            if _wanted(inside) and _may_be_file(path) and _holds_people(path):
                files.append((inside, path))
        if len(files) > MOST_FILES:
            raise BadInput(f"{folder} holds more than {MOST_FILES:,} files: name the folder of one export.")
    yield from closed
    top = folder.name or folder.resolve().name
    for inside, path in sorted(files, key=lambda file: (file[0].casefold(), file[0])):
        if path.suffix.lower() == ".zip":
            for source in _or_broken(path.name, _zip(path)):
                beside = Path(top, inside).parent.as_posix()
                yield replace(source, name=storable(f"{beside}/{source.name}"))
        elif path.is_dir():
            yield Source(storable(top if inside == "." else f"{top}/{inside}"), b"", mails=_maildir(path))
        else:
            name = storable(f"{top}/{inside}")
            yield from _or_broken(name, _file(path, name))


def _may_be_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # a folder that may be listed and not entered: that it can't be read is told when it is opened
        return True


def _holds_people(path: Path) -> bool:
    """Whether a file of a folder may: by its name, or as an mbox, which often has no ending."""
    ending = path.suffix.lower()
    if ending in _TABLES or ending in _OTHERS or path.name.lower() in _NAMED:
        return True
    try:
        with path.open("rb") as file:
            return not ending and is_mbox(file.read(_START))
    except OSError:
        # what it is can't be told, so it may
        return not ending


def _maildir(folder: Path) -> Mails:
    """The mails of a folder of Maildir, in the order of their names, which is that of their coming."""

    def mails(body: int) -> Iterator[bytes]:
        try:
            files = [file for part in sorted(_MAILDIR) for file in (folder / part).iterdir()]
            for path in sorted(files, key=lambda path: path.name):
                if not path.name.startswith(".") and path.is_file():
                    with path.open("rb") as file:
                        yield mail_in(file, body)
        except OSError as error:
            raise BadInput(f"{folder} can't be read: {_reason(error)}.") from None

    return mails


def _file(path: Path, name: str) -> Iterator[Source]:
    """A file, or its sheets. Of a mailbox only the beginning is read."""
    try:
        with path.open("rb") as file:
            if is_mbox(file.read(_START)):
                yield Source(name, b"", mails=partial(_mails_of, path))
                return
            # anew, and not put together: that would take twice the memory
            file.seek(0)
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{path} can't be read: {_reason(error)}.") from None
    if len(data) > MOST_BYTES:
        raise BadInput(
            f"{path} is larger than {MOST_BYTES // 2**20} MiB: that is no table of people. Split it."
        )
    yield from _opened(name, data)


def _mails_of(path: Path, body: int) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from mails_in_mbox(file, body)
    except OSError as error:
        raise BadInput(f"{path} can't be read: {_reason(error)}.") from None


def _opened(name: str, data: bytes) -> Iterator[Source]:
    """The sheets of a spreadsheet, one mail as a mailbox; any other file itself."""
    if data.startswith(b"PK\x03\x04"):
        try:
            with ZipFile(io.BytesIO(data)) as archive:
                spreadsheet = is_workbook(archive)
                if spreadsheet:
                    parts = archive.infolist()
                    _check_sum(name, parts)
                    for part in parts:
                        _check_size(name, part.filename, part)
                        _check_packing(name, part.filename, part)
        except _BROKEN:
            spreadsheet = False
        if spreadsheet:
            # all before the first: of a workbook that breaks off in its second sheet none is brought in
            found = list(sheets(name, data))
            for sheet in found:
                # no slash: the workbook is part of what the next edition of the sheet is known by
                title = storable(sheet.name).replace("/", "-")
                yield Source(f"{name}: {title}", sheet.data, starts=sheet.starts)
            if not found:
                yield Source(name, b"")
            return
    if is_mail(data[:_START], name):
        yield Source(name, b"", mails=lambda body: iter((mail_in(io.BytesIO(data), body),)))
    else:
        yield Source(name, data)


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
            if not (name := member.filename.replace("\\", "/")).endswith("/")
            and (_leads_out(name) or _wanted(name))
        ]
        mailboxes = {name for name, member in members if _is_mailbox(archive, member)}
        _check_sum(str(path), [member for name, member in members if name not in mailboxes])
        for name, member in sorted(members, key=lambda pair: (pair[0].casefold(), pair[0])):
            full = storable(f"{path.name}/{name.lstrip('/')}")
            yield from _or_broken(full, _of_member(path, archive, name, member, name in mailboxes))


def _leads_out(name: str) -> bool:
    """Whether a member is called as if it were to be written somewhere else than below the zip."""
    return name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"


def _of_member(
    path: Path, archive: ZipFile, name: str, member: ZipInfo, is_mailbox: bool
) -> Iterator[Source]:
    full = storable(f"{path.name}/{name}")
    if _leads_out(name):
        raise BadInput(
            f"{name} in {path} has a name that leads out of the zip, as no export gives one: it was not read."
        )
    if not is_mailbox:
        _check_size(str(path), name, member)
    _check_packing(str(path), name, member)
    if is_mailbox:
        yield Source(full, b"", mails=_mails_of_member(path, archive, member))
    else:
        yield from _opened(full, _member(path, archive, member))


def _is_mailbox(archive: ZipFile, member: ZipInfo) -> bool:
    """Whether a member is an mbox; what is broken or locked is told of later."""
    if os.path.splitext(member.filename)[1].lower() in _TABLES or member.compress_type not in _PACKINGS:
        return False
    try:
        with archive.open(member) as file:
            return is_mbox(file.read(_START))
    except (*_BROKEN, OSError):
        return False


def _mails_of_member(path: Path, archive: ZipFile, member: ZipInfo) -> Mails:
    def mails(body: int) -> Iterator[bytes]:
        try:
            with archive.open(member) as file:
                yield from mails_in_mbox(cast(BinaryIO, file), body)
        except (*_BROKEN, OSError) as error:
            raise BadInput(_broken(path, member, error)) from None

    return mails


def _check_sum(zip_name: str, members: Sequence[ZipInfo]) -> None:
    """Raises BadInput before anything is unpacked. No member can be larger than it says."""
    if len(members) > MOST_FILES:
        raise BadInput(f"{zip_name} holds more than {MOST_FILES:,} files: that is no export of contacts.")
    if sum(member.file_size for member in members) > MOST_BYTES_IN_ALL:
        raise BadInput(
            f"{zip_name} unpacks to more than {MOST_BYTES_IN_ALL // 2**30} GiB: unpack it and import a part."
        )


def _check_size(zip_name: str, name: str, member: ZipInfo) -> None:
    if member.file_size > MOST_BYTES:
        raise BadInput(
            f"{name} in {zip_name} is larger than {MOST_BYTES // 2**20} MiB: that is no table of people."
        )


def _check_packing(zip_name: str, name: str, member: ZipInfo) -> None:
    if member.file_size > SMALL_ENOUGH and member.file_size > MOST_RATIO * member.compress_size:
        raise BadInput(
            f"{name} in {zip_name} is packed so tightly that it must be a zip bomb: it was not opened."
        )
    if member.flag_bits & 0x1:
        raise BadInput(
            f"{name} in {zip_name} is encrypted: unpack the zip with its password and import the folder."
        )
    if member.compress_type not in _PACKINGS:
        raise BadInput(
            f"{name} in {zip_name} is packed in a way unknown here: unpack the zip and import the folder."
        )


def _member(path: Path, archive: ZipFile, member: ZipInfo) -> bytes:
    try:
        with archive.open(member) as file:
            return file.read(MOST_BYTES)
    except (*_BROKEN, OSError) as error:
        raise BadInput(_broken(path, member, error)) from None


def _broken(path: Path, member: ZipInfo, error: Exception) -> str:
    return f"{member.filename} in {path} is broken ({_reason(error)}): download the zip again."
