"""The files of one import held together: who stands behind a number, who of the writers is oneself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from rolodex.formats.draft import folded
from rolodex.formats.handles import account_key
from rolodex.model import Clues, Contact, Interaction, Reading, Record, Skipped, Talk

UNKNOWN = "no format here knows this kind of file"
"""Why a file was not read of which no more can be said."""

_WHOSE = "whose messages these are can't be told from them alone: import the whole export at once"
_OF_ARCHIVES = (".js", ".json", ".html", ".htm")
_NAMES_ONLY = ("facebook",)
"""Services that tell no more of people than a name: too little to make somebody of whom one wrote with."""


def together(readings: Sequence[Reading]) -> list[Reading]:
    """What the files say with the help of each other; their clues are used up.

    Accounts get the names that another file gives them; those that stay numbers are only known. The talks of
    one format become records, a person each, without oneself. Files of an archive that no format knows
    become one line.
    """
    found: list[Reading] = []
    clues: dict[str, list[Clues]] = {}
    for reading in readings:
        if reading.clues:
            clues.setdefault(reading.clues.service, []).append(reading.clues)
    accounts = {service: _accounts(told) for service, told in clues.items()}
    mine = {service: set().union(*(one.mine for one in told)) for service, told in clues.items()}
    talking: dict[str, list[Reading]] = {}
    helped: list[Reading] = []
    for reading in readings:
        if reading.clues is None:
            found.append(reading)
        elif reading.clues.talks is not None:
            talking.setdefault(reading.format, []).append(reading)
        else:
            named = _named(reading, accounts[reading.clues.service])
            (found if named.records or named.skipped else helped).append(named)
    for several in talking.values():
        service = several[0].clues.service if several[0].clues else ""
        of_talks, oneself = _of_talks(several, service, accounts[service], mine[service])
        found.append(of_talks)
        mine[service] |= oneself
    found = [_without_oneself(reading, mine) for reading in found]
    # what only helped to read others is told of where it is all there is
    return _without_the_rest([*found, *helped], found or helped)


def _without_oneself(reading: Reading, mine: Mapping[str, Set[str]]) -> Reading:
    """Without oneself among those of whom it tells only if they are in the book, as in one's address book."""
    own = mine.get(reading.format.partition("-")[0])
    if not own or not reading.only_known:
        return reading
    records = [
        record
        for record in reading.records
        if not record.only_known or own.isdisjoint((*record.keys, _name_key(record.contact)))
    ]
    return replace(reading, records=tuple(records))


def _name_key(contact: Contact) -> str:
    return f"name:{folded(contact.name)}"


def _accounts(told: Iterable[Clues]) -> dict[str, Contact]:
    """Who is who by all files; what the first says of somebody stands."""
    accounts: dict[str, Contact] = {}
    for one in told:
        for key, contact in one.accounts.items():
            accounts.setdefault(key, contact)
    return accounts


def _named(reading: Reading, accounts: Mapping[str, Contact]) -> Reading:
    records = tuple(
        _with_name(record, accounts) if not record.contact.name else record for record in reading.records
    )
    numbers = sum(not record.contact.name for record in records)
    skipped = (*reading.skipped, Skipped(0, _only_numbers(numbers))) if numbers else reading.skipped
    return replace(reading, records=records, skipped=skipped, clues=None)


def _with_name(record: Record, accounts: Mapping[str, Contact]) -> Record:
    for key in record.keys:
        if known := accounts.get(key):
            contact = replace(record.contact, name=known.name, handles=known.handles)
            keys = (*record.keys, *map(account_key, known.handles))
            return replace(record, contact=contact, keys=keys)
    return replace(record, only_known=True)


def _only_numbers(count: int) -> str:
    return (
        f"{count:,} {'account is' if count == 1 else 'accounts are'} only a number here, and no file beside"
        " it says whose. Import a list with their IDs and names (`t followings --csv`), then this again"
    )


def _of_talks(
    readings: Sequence[Reading], service: str, accounts: Mapping[str, Contact], told: Set[str]
) -> tuple[Reading, set[str]]:
    """All files of one format as one reading: their talks by person; and the keys of oneself, one's name
    among them."""
    first, others = readings[0], len(readings) - 1
    left_out: Counter[str] = Counter()
    talks: dict[str, Talk] = {}
    for clues in (reading.clues for reading in readings if reading.clues):
        left_out.update(clues.left_out)
        # one day of a conversation may be in two files, and the later file holds what came before
        talks |= {talk.source_key: talk for talk in clues.talks or ()}
    skipped = [row for reading in readings for row in reading.skipped]
    skipped += [Skipped(0, f"{why}: {count:,}") for why, count in left_out.items()]
    known = _known_by_profile(talks.values(), accounts)
    mine = _oneself(known, accounts, told)
    if talks and not mine:
        skipped.append(Skipped(0, _WHOSE))
    records = tuple(_people(known, mine, service, accounts)) if mine else ()
    if numbers := sum(not record.contact.name for record in records):
        skipped.append(Skipped(0, _only_numbers(numbers)))
    file = f"{first.file} and {others:,} more" if others else first.file
    mine |= {_name_key(accounts[key]) for key in mine if key in accounts}
    return replace(first, file=file, records=records, skipped=tuple(skipped), clues=None), mine


def _known_by_profile(talks: Iterable[Talk], accounts: Mapping[str, Contact]) -> list[Talk]:
    """The talks, with whom an old file knows by name under the one profile that has it in a newer one."""
    profiles: dict[str, set[str]] = {}
    for key, contact in accounts.items():
        if not key.startswith("name:"):
            profiles.setdefault(_name_key(contact), set()).add(key)
    same = {name: next(iter(keys)) for name, keys in profiles.items() if len(keys) == 1}
    return [
        replace(talk, parties=tuple(dict.fromkeys(same.get(party, party) for party in talk.parties)))
        for talk in talks
    ]


def _oneself(talks: Iterable[Talk], accounts: Mapping[str, Contact], told: Set[str]) -> set[str]:
    """The keys of the person whose messages they are: as other files say, else who takes part in the most,
    and what other ones have their name.

    Empty where that is two.
    """
    times = Counter(party for talk in talks for party in talk.parties)

    def called(names: Set[str]) -> set[str]:
        return {key for key in times if key in accounts and _name_key(accounts[key]) in names}

    if named := {key for key in times if key in told} | called(told):
        return named
    exactly = {key for key in told if not key.startswith("name:")}
    if exactly:
        return exactly
    most = times.most_common(2)
    if not (len(most) == 1 or (most and most[0][1] > most[1][1])):
        return set()
    first = most[0][0]
    return {first} | called({_name_key(accounts[first])} if first in accounts else set())


def _people(
    talks: Iterable[Talk], mine: set[str], service: str, accounts: Mapping[str, Contact]
) -> Iterator[Record]:
    """Each person with their talks. Only who has a handle and wrote with one alone may be somebody new."""
    entries: dict[str, list[Interaction]] = {}
    lines: dict[str, int] = {}
    alone: set[str] = set()
    for talk in talks:
        others = [party for party in talk.parties if party not in mine]
        entry = Interaction(on=talk.on, kind="message", text=talk.text, source_key=talk.source_key)
        for party in others:
            entries.setdefault(party, []).append(entry)
            lines[party] = min(talk.line, lines.get(party, talk.line))
        if len(others) == 1:
            alone.update(others)
    for party, theirs in entries.items():
        contact = accounts.get(party, Contact(name=""))
        handles = [key for key in map(account_key, contact.handles) if key != party]
        yield Record(
            contact=contact,
            line=lines[party],
            keys=(party, *handles),
            interactions=tuple(sorted(theirs, key=lambda entry: (entry.on, entry.source_key))),
            only_known=service in _NAMES_ONLY or party not in alone or not contact.handles,
        )


def _without_the_rest(all_: Sequence[Reading], told: Sequence[Reading]) -> list[Reading]:
    """Those told of, without files that no format knows beside files that one does; these are counted."""
    known = {_archive(reading) for reading in all_ if reading.format}
    rest: Counter[str] = Counter()
    kept = []
    for reading in told:
        unknown = not reading.format and reading.skipped[:1] == (Skipped(0, UNKNOWN),)
        if unknown and reading.file.lower().endswith(_OF_ARCHIVES) and _archive(reading) in known:
            rest[_archive(reading)] += 1
        else:
            kept.append(reading)
    for archive, count in rest.items():
        why = f"files in which nobody is looked for: {count:,}"
        kept.append(Reading(file=f"{archive}, the rest", format="", skipped=(Skipped(0, why),)))
    return kept


def _archive(reading: Reading) -> str:
    return reading.file.partition("/")[0]
