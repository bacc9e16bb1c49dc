"""Likely doubles among records."""

from __future__ import annotations

import pytest

from rolodex.match.doubles import Level, Pair, Record, find

CROWD = [
    Record(id=100 + n, name=f"{given} {family}", facts={"company": f"Firm {n % 7}", "city": f"Town {n % 5}"})
    for n, (given, family) in enumerate(
        (given, family)
        for given in ["Wei", "Sören", "Beatriz", "Kwame", "Layla", "Priya", "Oleksandr", "Hiroshi"]
        for family in ["Blomqvist", "Castanho", "Okonkwo", "Fitzgerald", "Yamamoto", "Papadakis"]
    )
]


def among_others(*records: Record) -> list[Pair]:
    return find([*records, *CROWD])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Ada Lovelace", "Dr. Ada Lovelace"),
        ("Robert Lovelace", "Bob Lovelace"),
        ("Émile Durkheim", "Emile Durkheim"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Sofja Kowalewskaja", "Sofja Kovalewskaja"),
    ],
)
def test_the_same_person_written_otherwise_is_a_double(one: str, other: str) -> None:
    facts = {"company": "Analytical Engines", "city": "London"}
    (pair,) = among_others(Record(id=1, name=one, facts=facts), Record(id=2, name=other, facts=facts))
    assert (pair.one, pair.other) == (1, 2)


def test_names_the_other_way_round_are_a_double_where_the_rest_agrees() -> None:
    facts = {"company": "Analytical Engines", "city": "London"}
    (pair,) = among_others(
        Record(id=1, given="Ada", family="Lovelace", facts=facts),
        Record(id=2, given="Lovelace", family="Ada", facts=facts),
    )
    assert "name" in [evidence.column for evidence in pair.evidence]


def test_the_same_email_makes_a_double_of_one_whose_family_name_is_missing() -> None:
    (pair,) = among_others(
        Record(id=1, name="Ada Lovelace", keys=["email:ada@example.org"]),
        Record(id=2, name="Ada", keys=["email:ada@example.org"]),
    )
    assert [(e.column, e.level) for e in pair.evidence] == [("given", Level.SAME), ("email", Level.SAME)]


def test_colleagues_are_no_doubles() -> None:
    facts = {"company": "Analytical Engines", "city": "London"}
    assert not among_others(
        Record(id=1, name="Ada Lovelace", facts=facts), Record(id=2, name="Charles Babbage", facts=facts)
    )


def test_brothers_in_one_house_are_no_doubles() -> None:
    facts = {"address": "12 St James's Square", "city": "London"}
    assert not among_others(
        Record(id=1, name="Orville Wright", facts=facts), Record(id=2, name="Wilbur Wright", facts=facts)
    )


def test_an_email_that_many_share_makes_no_doubles_of_them() -> None:
    names = [
        "Ada Lovelace",
        "Charles Babbage",
        "Grace Hopper",
        "Emmy Noether",
        "Alan Turing",
        "Mary Cartwright",
    ]
    assert not among_others(
        *(Record(id=n, name=name, keys=["email:info@example.org"]) for n, name in enumerate(names))
    )


def test_two_accounts_on_one_service_speak_against_a_double() -> None:
    plain = [Record(id=1, name="Ada Lovelace"), Record(id=2, name="Ada Lovelace")]
    other = [
        Record(id=1, name="Ada Lovelace", keys=["handle:x:ada"]),
        Record(id=2, name="Ada Lovelace", keys=["handle:x:lovelace"]),
    ]
    assert len(among_others(*plain)) == 1
    assert among_others(*other) == []


def test_a_frequent_name_alone_makes_no_doubles() -> None:
    many = [Record(id=n, name="Ada Lovelace", facts={"city": f"Place {n}"}) for n in range(30)]
    assert find([*many, *CROWD]) == []


def test_records_without_anything_are_nobodys_doubles() -> None:
    assert find([Record(id=1), Record(id=2), Record(id=3, name="?")]) == []


def test_looking_can_be_stopped() -> None:
    def stop(compared: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        find([Record(id=1, name="Ada"), Record(id=2, name="Ada")], progress=stop)
