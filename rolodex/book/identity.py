"""Whom the book knows by which name, email and user name, and a source by which key since its last import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rolodex.match import sort_key
from rolodex.model import Contact
from rolodex.store import sources
from rolodex.store.file import Connection

WEAK = ("name:", "met:", "linkedin-met:", "facebook-met:", "phone:")
"""Beginnings of keys that two people may share. All others are one person's, but for emails such as info@."""

ACCOUNTS = ("x-id:", "facebook:")
"""Beginnings of keys by which several files of a service know one account, and no contact shows it. What
stands behind a `|` tells it from others of its name: a key without it is all of that name."""

_MOST = 20
"""What more contacts than this have in common tells nothing of any of them."""

# a tab can't be in a key: names stand in it with single spaces
_NUMBER = "\t#"


class Shared:
    """Contacts by something that is nearly always one contact's."""

    def __init__(self) -> None:
        self._one: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}

    def add(self, key: str, id: int) -> None:
        """Note that the contact has it."""
        first = self._one.setdefault(key, id)
        if first != id:
            more = self._more.setdefault(key, [first])
            if len(more) <= _MOST and id not in more:
                more.append(id)

    def get(self, key: str) -> Sequence[int]:
        """The contacts that have it; of very many only some."""
        if key in self._more:
            return self._more[key]
        return (self._one[key],) if key in self._one else ()


class Known:
    """Everybody in the book."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.by_name = Shared()
        """By name as it is sorted."""
        self.names: dict[int, str] = {}
        """As they are sorted."""
        self._by_key = Shared()
        self._by_account: Shared | None = None
        for id, name in sources.names(connection):
            self.names[id] = name
            self.by_name.add(name, id)
        for id, kind, label, value in sources.identities(connection):
            self._by_key.add(key_of(kind, label, value), id)

    def add(self, id: int, contact: Contact, name: str = "") -> None:
        """Note a contact as it was just stored, with its name as it is sorted where that is known."""
        name = name or sort_key(contact.name)
        self.names[id] = name
        self.by_name.add(name, id)
        for email in contact.emails:
            self._by_key.add(key_of("email", "", email.value), id)
        for handle in contact.handles:
            self._by_key.add(key_of("handle", handle.service, handle.name), id)

    def holders(self, key: str, contact: Contact) -> Sequence[int]:
        """The contacts with an email, user name or account, given as a key; of many, those of the name."""
        if key.startswith(ACCOUNTS):
            return self._accounts().get(key)
        found = self._by_key.get(key)
        if len(found) <= _MOST:
            return found
        return [id for id in self.by_name.get(sort_key(contact.name)) if key in self._keys_of(id)]

    def forget_accounts(self) -> None:
        """Read afresh, when next asked for, whom files know by their accounts: another one came in."""
        self._by_account = None

    def _accounts(self) -> Shared:
        if self._by_account is None:
            self._by_account = Shared()
            for key, id in sources.with_beginnings(self._connection, ACCOUNTS):
                self._by_account.add(key, id)
                self._by_account.add(key.partition("|")[0], id)
        return self._by_account

    def conflicts(self, id: int, contact: Contact) -> bool:
        """Whether both have user names on one service, and none in common."""
        return _conflict(self._keys_of(id), contact)

    def contradicts(self, id: int, contact: Contact) -> bool:
        """Whether what both have in company, emails or user names says that they are two people."""
        company = sources.company_of(self._connection, id)
        if company and contact.company and company.casefold() != contact.company.casefold():
            return True
        keys = self._keys_of(id)
        ours = {key for key in keys if key.startswith("email:")}
        theirs = {key_of("email", "", email.value) for email in contact.emails}
        return (bool(ours and theirs) and ours.isdisjoint(theirs)) or _conflict(keys, contact)

    def _keys_of(self, id: int) -> set[str]:
        return {key_of(*point) for point in sources.identities_of(self._connection, id)}


class Remembered:
    """Whom each key of one source stood for at its last import, and whom its new keys stand for."""

    def __init__(self, keys: Iterable[tuple[str, int]]) -> None:
        self.strong: dict[str, int] = {}
        """The contacts by the keys that are one person's."""
        self._first: dict[str, int] = {}
        self._others: dict[str, dict[int, int]] = {}
        """By weak key the others for whom it stood, each with a number from 2."""
        self._last: dict[str, int] = {}
        """The greatest number of each weak key."""
        for key, id in keys:
            if key.startswith(WEAK):
                bare, _, number = key.partition(_NUMBER)
                self._hold(bare, id, int(number or 1))
            else:
                self.strong[key] = id

    @property
    def names_anybody(self) -> bool:
        """Whether a weak key stood for anybody."""
        return bool(self._first or self._others)

    def stands_for_anybody(self, key: str) -> bool:
        """Whether a key stood, or stands, for somebody."""
        return key in self.strong or key in self._last

    def named(self, weak: str) -> list[int]:
        """Those for whom a weak key stood, in the order of the file."""
        first = [self._first[weak]] if weak in self._first else []
        return [*first, *self._others.get(weak, ())]

    def new_keys(
        self, id: int, keys: Iterable[str], is_shared: Callable[[str], bool] | None = None
    ) -> list[str]:
        """Those of a contact's keys that stood for nobody yet, in their order; now they stand for it.

        A weak key that stands for somebody else gets a number. What is not shared with another row, as
        `is_shared` tells, is not held: it is not asked for again.
        """
        new = []
        for key in dict.fromkeys(keys):
            if is_shared and not is_shared(key) and not self.stands_for_anybody(key):
                new.append(key)
            elif key.startswith(WEAK):
                if self._first.get(key) != id and id not in self._others.get(key, ()):
                    new.append(self._number(key, id))
            elif key not in self.strong:
                self.strong[key] = id
                new.append(key)
        return new

    def _number(self, weak: str, id: int) -> str:
        number = self._last.get(weak, 0) + 1
        self._hold(weak, id, number)
        return weak if number == 1 else f"{weak}{_NUMBER}{number}"

    def _hold(self, weak: str, id: int, number: int) -> None:
        self._last[weak] = max(number, self._last.get(weak, 0))
        if number == 1:
            self._first[weak] = id
        else:
            self._others.setdefault(weak, {})[id] = number


def key_of(kind: str, label: str, value: str) -> str:
    """An email or handle, written like the keys of a Record."""
    if kind == "email":
        return f"email:{value.casefold()}"
    return f"linkedin:{value.casefold()}" if label == "linkedin" else f"handle:{label}:{value.casefold()}"


def _conflict(keys: Iterable[str], contact: Contact) -> bool:
    ours: dict[str, set[str]] = {}
    for key in keys:
        service, _, name = key.removeprefix("handle:").partition(":")
        ours.setdefault(service, set()).add(name)
    theirs: dict[str, set[str]] = {}
    for handle in contact.handles:
        theirs.setdefault(handle.service, set()).add(handle.name.casefold())
    return any(service in ours and ours[service].isdisjoint(names) for service, names in theirs.items())
