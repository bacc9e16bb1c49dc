"""What a file of an archive tells only together with the others: whose it is, who is who, who wrote when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rolodex.model.contact import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What was written in one conversation on one day, before it is known who of it is oneself."""

    source_key: str
    on: str
    """The local day of its first message."""
    text: str
    """The first words of it."""
    parties: tuple[str, ...]
    """The keys of all who took part, oneself among them."""
    line: int
    """1-based line of the file where its first message starts; in JSON the number of the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What one file of an archive says towards the others, by keys as they are in records."""

    service: str
    """`linkedin`, `x` or `facebook`: files of one service are held together."""
    mine: frozenset[str] = frozenset()
    """Keys of the person whose archive it is."""
    accounts: Mapping[str, Contact] = field(default_factory=dict)
    """Who stands behind a key: name and handles."""
    talks: tuple[Talk, ...] | None = None
    """None for a file that holds no messages."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many of its messages became nothing, by why."""
