"""What a format is: how a kind of file is told from others, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rolodex.formats.sources import Source
from rolodex.model import Reading


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    name: str
    """What `--as` takes, and what a Reading says."""
    about: str
    """One line for the help."""
    recognises: Callable[[Source], bool]
    read: Callable[[Source, date], Reading]
    """Raises BadInput when the file is not of this format. The date is today's."""
    of_account: bool = False
    """Whether it is of the one account that one has at a service: any such file is the next edition of it."""
