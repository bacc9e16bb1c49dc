"""The words of the program as values: contacts, interactions, tags, fields, changes; and its errors."""

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
from rolodex.model.files import Reading, Record, Review, Skipped, SourceText, Whole
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
