"""LinkedIn's messages.csv of every year, as talks; and Profile.csv, which says whose they are."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from rolodex.formats.conversations import Conversations
from rolodex.formats.draft import folded
from rolodex.formats.format import Format
from rolodex.formats.handles import account_key, handle_in_url
from rolodex.formats.headers import key_of
from rolodex.formats.sources import Source
from rolodex.formats.table import find_table, flat, has_table
from rolodex.model import BadInput, Clues, Contact, Reading

_COLUMNS = frozenset(("from", "to", "date", "content", "folder"))
_OF_MACHINES = ("guidemessages", "learningroleplaymessages", "coachmessages", "learningcoachmessages")
"""Files of talks with LinkedIn's own programs, in the same columns."""
_PROFILE = frozenset(("firstname", "lastname", "headline"))
_HIDDEN = "linkedin member"
"""How LinkedIn calls whose account is closed or hidden."""
_ADVERT = "spinmail-quill-editor"
"""Stands in the markup of sponsored messages only."""
_IS_MARKUP = re.compile(r"</p>|<br */?>", re.IGNORECASE)
_LINE_END = re.compile(r"</(?:p|li|div)>\n*|<br */?>\n*", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_DATES = ("%Y-%m-%d %H:%M:%S UTC", "%m/%d/%y, %I:%M %p")
"""Since 2020, and in 2018."""

_DRAFTS = "drafts, which were never sent"
_SPAM = "messages in the spam folder"
_ADVERTS = "adverts"
_CLOSED = "messages of closed or hidden accounts and of LinkedIn itself"
_UNDATED = "messages without a day"


def recognises(source: Source) -> bool:
    """Whether the file has the header of messages.csv, of whichever year."""
    if key_of(source.base_name.rpartition(".")[0]).rstrip("0123456789") in _OF_MACHINES:
        return False
    return has_table(source.data, _names_messages)


def recognises_profile(source: Source) -> bool:
    """Whether the file has the header of Profile.csv."""
    return has_table(source.data, _names_profile)


def _names_messages(cells: Sequence[str]) -> int:
    return int(set(map(key_of, cells)) >= _COLUMNS)


def _names_profile(cells: Sequence[str]) -> int:
    return int(set(map(key_of, cells)) >= _PROFILE)


def read_profile(source: Source, today: date) -> Reading:
    """One's own name, so that nobody is made of oneself. Raises BadInput when there is no such header."""
    table = find_table(source.data, _names_profile)
    if table is None:
        raise BadInput(f"{source.name} has no row with the columns “First Name” and “Headline”.")
    keys = [key_of(name) for name in table.header]
    names = []
    for _, cells in table:
        said = dict(zip(keys, cells, strict=False))
        name = folded(f"{said.get('firstname', '')} {said.get('lastname', '')}")
        names.append(f"name:{name}")
    return Reading(
        file=source.name, format="linkedin-profile", clues=Clues(service="linkedin", mine=frozenset(names))
    )


@dataclass(frozen=True, slots=True)
class _Message:
    line: int
    conversation: str
    at: datetime
    text: str
    sender: tuple[str, str]
    """Name and URL; of older years the URL is empty."""
    to: str
    """The names of all who got it, joined by commas, which names may hold too."""
    urls: tuple[str, ...]
    """Of those who got it; empty before 2023."""


def read(source: Source, today: date) -> Reading:
    """Who wrote with whom on which day, and the first words. Raises BadInput when there is no such header.

    Drafts, spam, adverts and messages of closed accounts are counted and left out.
    """
    table = find_table(source.data, _names_messages)
    if table is None:
        raise BadInput(f"{source.name} has no row with the columns “From”, “To”, “Date” and “Content”.")
    keys = [key_of(name) for name in table.header]
    messages: list[_Message] = []
    left_out: Counter[str] = Counter()
    for line, cells in table:
        said = dict(zip(keys, cells, strict=False))
        if why := _unwanted(said, has_urls="senderprofileurl" in keys):
            left_out[why] += 1
        elif at := _time(said["date"]):
            messages.append(_message(line, said, at))
        else:
            left_out[_UNDATED] += 1
    people = _People(messages)
    found = Conversations("linkedin")
    for message in messages:
        writer, *others = people.parties(message)
        # exports of 2018 have no number of the conversation
        conversation = message.conversation or "|".join(sorted((writer, *others)))
        found.add(conversation, message.at, message.text, writer, others, message.line)
    return Reading(
        file=source.name,
        format="linkedin-messages",
        skipped=tuple(row for row in table.skipped if row.line > table.line),
        clues=Clues(
            service="linkedin", accounts=people.accounts, talks=found.talks(), left_out=dict(left_out)
        ),
    )


def _unwanted(said: Mapping[str, str], *, has_urls: bool) -> str:
    """Why a message is left out; empty if it is not."""
    if "yes" in (said.get("ismessagedraft", "").lower(), said.get("isconversationdraft", "").lower()):
        return _DRAFTS
    if said.get("folder", "").upper() == "SPAM":
        return _SPAM
    if _ADVERT in said.get("content", ""):
        return _ADVERTS
    sender = folded(said.get("from", ""))
    if sender in ("", _HIDDEN) or (has_urls and not said.get("senderprofileurl")):
        return _CLOSED
    return "" if said.get("date") else _UNDATED


def _message(line: int, said: Mapping[str, str], at: datetime) -> _Message:
    urls = said.get("recipientprofileurls", "").split(",")
    return _Message(
        line=line,
        conversation=flat(said.get("conversationid", "")),
        at=at,
        text=_plain(said.get("content") or said.get("subject", "")),
        sender=(flat(said["from"]), said.get("senderprofileurl", "")),
        to=flat(said.get("to", "")),
        urls=tuple(url for url in map(str.strip, urls) if url),
    )


def _plain(text: str) -> str:
    """A message without the markup that some have: paragraphs are lines."""
    if not _IS_MARKUP.search(text):
        return text
    return html.unescape(_TAG.sub("", _LINE_END.sub("\n", text))).strip()


def _time(text: str) -> datetime | None:
    for form in _DATES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


class _People:
    """Everybody in the messages of one file, by key: a profile, or a name where there is none."""

    def __init__(self, messages: Sequence[_Message]) -> None:
        self.accounts: dict[str, Contact] = {}
        self._named: dict[str, set[str]] = {}
        """Keys of profiles by name, as it is compared."""
        self._known: set[str] = set()
        for name, url in {message.sender for message in messages}:
            self._known.add(name)
            self._learn(name, url)
        for to, urls in {(message.to, message.urls) for message in messages}:
            names = to.split(", ") if len(urls) > 1 else [to]
            # names hold commas too: only where there are as many as profiles each is one's
            for name, url in zip(names, urls, strict=False) if len(names) == len(urls) else ():
                self._learn(name, url)
            for url in urls:
                self._learn("", url)

    def parties(self, message: _Message) -> list[str]:
        """The keys of who wrote it and who got it, the writer first."""
        keys = [self._key(*message.sender)]
        if message.urls:
            keys += [self._key("", url) for url in message.urls if handle_in_url(url)]
        else:
            keys += [self._key(name, "") for name in self._split(message.to) if folded(name) != _HIDDEN]
        return list(dict.fromkeys(keys))

    def _learn(self, name: str, url: str) -> None:
        if not (handle := handle_in_url(url)):
            return
        key = account_key(handle)
        name = name if folded(name) != _HIDDEN else ""
        if name:
            self._named.setdefault(folded(name), set()).add(key)
        known = self.accounts.get(key)
        if known is None or (name and known.name == handle.name):
            self.accounts[key] = Contact(name=name or handle.name, handles=(handle,))

    def _key(self, name: str, url: str) -> str:
        if handle := handle_in_url(url):
            return account_key(handle)
        profiles = self._named.get(folded(name), set())
        if len(profiles) == 1:
            return next(iter(profiles))
        key = f"name:{folded(name)}"
        self.accounts.setdefault(key, Contact(name=name))
        return key

    def _split(self, to: str) -> list[str]:
        """The names in a cell: those who also wrote are known, the rest of it is one name."""
        names, rest = [], []
        pieces = to.split(", ")
        at = 0
        while at < len(pieces):
            for end in range(len(pieces), at, -1):
                if (name := ", ".join(pieces[at:end])) in self._known:
                    names.append(name)
                    break
            else:
                rest.append(pieces[at])
                end = at + 1
            at = end
        if rest:
            names.append(", ".join(rest))
        return [name for name in names if name]


MESSAGES = Format(
    "linkedin-messages",
    "messages.csv of LinkedIn's data export: who wrote with whom on which day",
    recognises,
    read,
    of_account=True,
)
PROFILE = Format(
    "linkedin-profile",
    "Profile.csv of LinkedIn's data export: who you are",
    recognises_profile,
    read_profile,
    of_account=True,
)
