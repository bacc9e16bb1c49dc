"""Mailboxes as talks: with whom one wrote on which day, by the heads of the mails; their words if asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from email.message import Message
from email.parser import HeaderParser
from email.utils import parsedate_to_datetime
from itertools import islice

from rolodex.formats.addresses import Address, addresses_in, decoded, owners
from rolodex.formats.decode import decode
from rolodex.formats.format import Format
from rolodex.formats.mail_text import MOST_BODY, words_of
from rolodex.formats.mailboxes import head_of
from rolodex.formats.sources import Source
from rolodex.model import BadInput, Contact, Interaction, Labelled, Reading, Record, Skipped
from rolodex.text import counted, fit, storable

MOST_MAILS = 2_000_000
"""Of one mailbox. What is kept of each takes some 300 bytes of memory."""
MOST_TO = 30
"""A mail to more people than this is a circular, and no talk with each of them."""

MOST_LETTERS = 32 * 2**20
"""Of the words of all mails of a mailbox."""

_MOST_SUBJECTS = 5
_MOST_OF_A_DAY = 10_000
"""Letters of the words with one person on one day."""
_LONGEST_SUBJECT = 120
_FIRST_YEAR = 1970
# Re, Fwd, and what they are in German, French, Spanish, Italian, Dutch, the north and Polish
_ANSWER = re.compile(
    r"\s*(?:re|aw|sv|vs|antw|odp|rif|fwd?|wg|tr|rv|i|vb|doorst)\s*(?:\[[0-9]+\])?\s*:", re.IGNORECASE
)
# How programs call the folder of what one wrote.
_SENT = re.compile(
    r"sent|gesendet|envoy|enviad|inviat|verzonden|skickat|sendt|wys[lł]an|odeslan|отправлен", re.IGNORECASE
)
_OWN_MAILBOX = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
# Robots: https://www.rfc-editor.org/rfc/rfc3834#section-2
_NO_PERSON = re.compile(r"(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mail:
    """What is kept of the head of one mail."""

    number: int
    on: str
    """The local day."""
    sender: Address
    to: tuple[Address, ...]
    subject: str
    words: str


@dataclass(slots=True)
class _Box:
    """A mailbox as far as it is read."""

    mails: list[_Mail] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    """The numbers of mails from lists and machines."""
    seen: set[int] = field(default_factory=set)
    """The hashes of the Message-IDs: copies are one mail."""
    brought_to: Counter[str] = field(default_factory=Counter)
    """How many mails the programs that brought them say to have put into the mailbox of each address."""
    sent_by: Counter[str] = field(default_factory=Counter)
    """In how many mails that are in a folder of sent ones each address is the sender."""
    letters: int = 0
    """Of the words of all mails."""


def recognises(source: Source) -> bool:
    """Whether it is a mailbox."""
    return source.mails is not None


def read(source: Source, today: date) -> Reading:
    """One interaction of the kind `email` a day with each address, its text the subjects, and if asked words.

    Who wrote a mail is the one it is a talk with; of what one wrote oneself it is everybody it went to. Mails
    of lists and machines are left out, and copies. One's own addresses are those of `source.own`, those of
    whoever wrote the mails of a folder of sent ones and to whom they were delivered, else of whom stands in
    most mails, and what others have their name. Nobody new is made of it. Raises BadInput where the file is
    no mailbox.
    """
    if source.mails is None:
        raise BadInput(f"{source.name} is no mailbox: give an mbox file, a folder of Maildir or a .eml file.")
    box = _Box()
    is_sent = bool(_SENT.search(source.base_name))
    for number, mail in enumerate(source.mails(MOST_BODY if source.with_text else 0), start=1):
        if number > MOST_MAILS:
            raise BadInput(f"{source.name} holds more than {MOST_MAILS:,} mails: split it by years.")
        _take(box, number, mail, today, is_sent, source.with_text)
    if box.letters >= MOST_LETTERS:
        why = f"more than {MOST_LETTERS:,} letters: the words of later mails were left out; split it by years"
        box.skipped.append(Skipped(0, why))
    own = source.own | _own(box)
    if box.lists:
        why = f"{counted(len(box.lists), 'mail', 'mails')} of lists and machines, of which this is the first"
        box.skipped.append(Skipped(box.lists[0], why))
    return Reading(
        file=source.name,
        format="email",
        records=_records(box.mails, own),
        skipped=tuple(sorted(box.skipped, key=lambda skipped: skipped.line)),
        owner_unknown=not own,
    )


def _take(box: _Box, number: int, mail: bytes, today: date, is_sent: bool, with_text: bool) -> None:
    headers = HeaderParser().parsestr(storable(decode(head_of(mail))))
    message_id = str(headers.get("message-id", "")).strip()
    if message_id:
        known = hash(message_id)
        if known in box.seen:
            return
        box.seen.add(known)
    sender = next(iter(_addresses(headers.get_all("from", []))), None)
    on = _day(str(headers.get("date", "")), today) or _day_of_delivery(headers, today)
    if sender is None or not on:
        what = "day" if sender else "sender"
        box.skipped.append(Skipped(number, f"a mail without a {what} that could be read"))
        return
    to = tuple(_addresses([*headers.get_all("to", []), *headers.get_all("cc", [])]))
    if _by_machine(headers, sender):
        box.lists.append(number)
        return
    owners = (one for name in _OWN_MAILBOX for one in _addresses(headers.get_all(name, [])[:3]))
    box.brought_to.update({one.email.casefold() for one in owners})
    if is_sent or re.search(r"\bSent\b", str(headers.get("x-gmail-labels", ""))):
        box.sent_by[sender.email.casefold()] += 1
    subject = decoded(str(headers.get("subject", "")))
    while found := _ANSWER.match(subject):
        subject = subject[found.end() :]
    subject = fit(subject.strip(), _LONGEST_SUBJECT)
    words = _without_title(words_of(mail), subject) if with_text and box.letters < MOST_LETTERS else ""
    box.letters += len(words)
    box.mails.append(_Mail(number, on, sender, to[: MOST_TO + 1], subject, words))


def _without_title(words: str, subject: str) -> str:
    """The words without a first line that is the subject once more."""
    first, _, rest = words.partition("\n")
    return rest.strip() if subject and first.strip().casefold() == subject.casefold() else words


def _addresses(headers: Sequence[object]) -> list[Address]:
    return addresses_in(", ".join(map(str, headers)).replace("\n", " "))


def _by_machine(headers: Message, sender: Address) -> bool:
    """Whether nobody wrote it to anybody: a list, a newsletter, an answer of a robot."""
    precedence, submitted = (
        str(headers.get(name, "")).strip().lower() for name in ("precedence", "auto-submitted")
    )
    return (
        "list-id" in headers
        or "list-unsubscribe" in headers
        or precedence in ("bulk", "list", "junk")
        or submitted not in ("", "no")
        or bool(_NO_PERSON.match(sender.email))
    )


def _day(text: str, today: date) -> str:
    """The local day of a Date header; empty where it is none, or one that cannot be."""
    try:
        when = parsedate_to_datetime(text).astimezone()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return ""
    # a day ahead: the mail may come from a clock that is before ours
    ahead = (when.date() - today).days
    return when.date().isoformat() if when.year >= _FIRST_YEAR and ahead <= 1 else ""


def _day_of_delivery(headers: Message, today: date) -> str:
    """The local day on which the first server took the mail, as its line says; those above it came later."""
    received = [str(line).rpartition(";")[2] for line in headers.get_all("received", [])]
    return _day(received[-1], today) if received else ""


def _own(box: _Box) -> frozenset[str]:
    """One's own addresses, as far as the mailbox tells."""
    own = set()
    for told in (box.sent_by, box.brought_to):
        # some mails of others are among them: those that were moved, or went to a list
        most = max(told.values(), default=0)
        own |= {address for address, mails in told.items() if mails * 10 >= most}
    return owners(
        ([one.email.casefold() for one in (mail.sender, *mail.to)] for mail in box.mails),
        ((one.email.casefold(), one.name) for mail in box.mails for one in (mail.sender, *mail.to)),
        own,
    )


def _records(mails: Iterable[_Mail], own: frozenset[str]) -> tuple[Record, ...]:
    """Everybody one wrote with, each with the days on which."""
    days: dict[str, dict[str, list[tuple[bool, _Mail]]]] = {}
    first: dict[str, int] = {}
    names: dict[str, Counter[str]] = {}
    emails: dict[str, str] = {}
    for mail in mails:
        by_me = mail.sender.email.casefold() in own
        others = mail.to if by_me and len(mail.to) <= MOST_TO else () if by_me else (mail.sender,)
        for other in others:
            key = other.email.casefold()
            if key in own or _NO_PERSON.match(key):
                continue
            emails.setdefault(key, other.email)
            names.setdefault(key, Counter())[other.name] += bool(other.name)
            first.setdefault(key, mail.number)
            days.setdefault(key, {}).setdefault(mail.on, []).append((by_me, mail))
    return tuple(
        Record(
            contact=Contact(name=names[key].most_common(1)[0][0] or email, emails=(Labelled(email),)),
            line=first[key],
            keys=(f"email:{key}",),
            interactions=tuple(
                Interaction(on=on, kind="email", text=_text(said), source_key=f"email:{key}:{on}")
                for on, said in sorted(days[key].items())
            ),
            only_known=True,
        )
        for key, email in emails.items()
    )


def _text(mails: Sequence[tuple[bool, _Mail]]) -> str:
    """Who wrote, and about what: `sent and received: engines; tea`; below it the words, if there are any."""
    words = [(by_me, mail.words) for by_me, mail in mails if mail.words]
    if len(words) == 1:
        return f"{_about(mails)}\n{words[0][1]}"
    said = "\n\n".join(f"{'sent' if by_me else 'received'}: {text}" for by_me, text in words)
    said = said if len(said) <= _MOST_OF_A_DAY else f"{said[: _MOST_OF_A_DAY - 1]}…"
    return f"{_about(mails)}\n{said}" if said else _about(mails)


def _about(mails: Sequence[tuple[bool, _Mail]]) -> str:
    ways = {by_me for by_me, _ in mails}
    who = "sent and received" if len(ways) == 2 else "sent" if True in ways else "received"
    subjects: dict[str, str] = {}
    for _, mail in mails:
        subjects.setdefault(mail.subject.casefold(), mail.subject)
    subjects.pop("", None)
    told = "; ".join(islice(subjects.values(), _MOST_SUBJECTS))
    more = f"; and {len(subjects) - _MOST_SUBJECTS} more" if len(subjects) > _MOST_SUBJECTS else ""
    return f"{who}: {told}{more}" if told else who


FORMAT = Format("email", "mailboxes: mbox, Maildir, .eml; their heads", recognises, read)
