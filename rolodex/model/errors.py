"""What a person can be told: the errors of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolodex.model.contact import Contact


class RolodexError(Exception):
    """Something the person can be told: its text is a sentence that says what, where and what to do."""


class NotABook(RolodexError):
    """The file exists and is not a rolodex book. It was left as it is."""


class NewerBook(RolodexError):
    """The book was made by a newer rolodex. It was left as it is."""


class CannotOpen(RolodexError):
    """The folder or the file can't be read or written."""


class BadInput(RolodexError):
    """A value, a file or a command that can't be taken. Nothing was changed."""


class Cancelled(RolodexError):
    """The person stopped a long job. Nothing was changed."""


class NotFound(RolodexError):
    """Nobody and nothing of that name is in the book."""


class Ambiguous(RolodexError):
    """A name fits several contacts."""

    def __init__(self, message: str, candidates: tuple[Contact, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class Conflict(RolodexError):
    """An undo or redo would overwrite a newer change. Nothing was changed."""
