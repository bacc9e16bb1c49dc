"""The words of the program as values: contacts, interactions, tags, fields, changes; and its errors."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolodex.model.arranging import FIELD_TYPES, Category, Field, FieldType, Tag
    from rolodex.model.clues import Clues, Talk
    from rolodex.model.contact import Chosen, Contact, Handle, Identity, Labelled
    from rolodex.model.errors import (
        Ambiguous,
        BadInput,
        Cancelled,
        CannotOpen,
        Conflict,
        NewerBook,
        NotABook,
        NotFound,
        RolodexError,
    )
    from rolodex.model.favours import Answers, Favour, Whom, YesNo
    from rolodex.model.files import Packed, Reading, Record, Review, Skipped, SourceText, Whole
    from rolodex.model.groups import GROUP_KINDS, Group, In, Member, Membership
    from rolodex.model.introductions import (
        INTRODUCTION,
        LINK_KINDS,
        Answer,
        Introduction,
        Link,
        Side,
        State,
    )
    from rolodex.model.journal import Change, Edit
    from rolodex.model.requests import Asked, Request, RequestNumbers, Verdict
    from rolodex.model.talks import INTERACTION_KINDS, QUIET_KINDS, Event, FollowUp, Interaction

__all__ = [
    "FIELD_TYPES",
    "GROUP_KINDS",
    "INTERACTION_KINDS",
    "INTRODUCTION",
    "LINK_KINDS",
    "QUIET_KINDS",
    "Ambiguous",
    "Answer",
    "Answers",
    "Asked",
    "BadInput",
    "Cancelled",
    "CannotOpen",
    "Category",
    "Change",
    "Chosen",
    "Clues",
    "Conflict",
    "Contact",
    "Edit",
    "Event",
    "Favour",
    "Field",
    "FieldType",
    "FollowUp",
    "Group",
    "Handle",
    "Identity",
    "In",
    "Interaction",
    "Introduction",
    "Labelled",
    "Link",
    "Member",
    "Membership",
    "NewerBook",
    "NotABook",
    "NotFound",
    "Packed",
    "Reading",
    "Record",
    "Request",
    "RequestNumbers",
    "Review",
    "RolodexError",
    "Side",
    "Skipped",
    "SourceText",
    "State",
    "Tag",
    "Talk",
    "Verdict",
    "Whole",
    "Whom",
    "YesNo",
]

_ROOMS = {
    "arranging": (
        "FIELD_TYPES",
        "Category",
        "Field",
        "FieldType",
        "Tag",
    ),
    "clues": (
        "Clues",
        "Talk",
    ),
    "contact": (
        "Chosen",
        "Contact",
        "Handle",
        "Identity",
        "Labelled",
    ),
    "errors": (
        "Ambiguous",
        "BadInput",
        "Cancelled",
        "CannotOpen",
        "Conflict",
        "NewerBook",
        "NotABook",
        "NotFound",
        "RolodexError",
    ),
    "favours": (
        "Answers",
        "Favour",
        "Whom",
        "YesNo",
    ),
    "files": (
        "Reading",
        "Record",
        "Packed",
        "Review",
        "Skipped",
        "SourceText",
        "Whole",
    ),
    "groups": (
        "GROUP_KINDS",
        "Group",
        "In",
        "Member",
        "Membership",
    ),
    "introductions": (
        "INTRODUCTION",
        "LINK_KINDS",
        "Answer",
        "Introduction",
        "Link",
        "Side",
        "State",
    ),
    "journal": (
        "Change",
        "Edit",
    ),
    "requests": (
        "Asked",
        "Request",
        "RequestNumbers",
        "Verdict",
    ),
    "talks": (
        "INTERACTION_KINDS",
        "QUIET_KINDS",
        "Event",
        "FollowUp",
        "Interaction",
    ),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    # a dataclass takes a millisecond to be made: each is when it is asked for, so that a verb starts at once
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'rolodex.model' has no attribute {name!r}")
    value = getattr(import_module(f"rolodex.model.{_ROOM_OF[name]}"), name)
    globals()[name] = value
    return value
