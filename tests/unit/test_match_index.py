"""Whom the index finds, in which order, and how it is kept up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rolodex.match import Document, Index, words


def found(text: str, *documents: Document | str, limit: int = 500) -> list[str]:
    """The names of the people found, best first; a plain string is somebody of that name."""
    people = [Document(given) if isinstance(given, str) else given for given in documents]
    index = Index()
    for id, document in enumerate(people):
        index.put(id, document)
    return [people[id].name for id in index.search(text, limit=limit).ids]


CROWD = ("Ada Lovelace", "Grace Hopper", "Charles Babbage", "Alan Turing", "Emmy Noether", "Carl Gauss")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("grace", "Grace Hopper"),
        ("hopper grace", "Grace Hopper"),
        ("gra hop", "Grace Hopper"),
        ("GRACE  hopper ", "Grace Hopper"),
        ("grcae", "Grace Hopper"),
        ("hoper", "Grace Hopper"),
        ("hoppper", "Grace Hopper"),
        ("hopler", "Grace Hopper"),
        ("ohpper", "Grace Hopper"),
        ("charels babage", "Charles Babbage"),
        ("lovelcae", "Ada Lovelace"),
        ("lovvelasce", "Ada Lovelace"),
        ("babb age", "Charles Babbage"),
        ("alanturing", "Alan Turing"),
        ("turinh al", "Alan Turing"),
        ("al", "Ada Lovelace"),
        ("a lovelace", "Ada Lovelace"),
        ("l, ada", "Ada Lovelace"),
    ],
)
def test_a_person_is_found_however_the_name_is_typed(typed: str, name: str) -> None:
    assert name in found(typed, *CROWD)[:2]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("jose", "José García"),
        ("mueller", "Jürgen Müller"),
        ("muller", "Jürgen Müller"),
        ("müller", "Anna Mueller"),
        ("bjorn", "Bjørn Åse"),
        ("bjoern aase", "Bjørn Åse"),
        ("obrien", "Ann O'Brien"),
        ("o’brien", "Ann O'Brien"),
        ("brien", "Ann O'Brien"),
        ("jeanluc", "Jean-Luc Picard"),
        ("jean luc", "Jean-Luc Picard"),
        ("jean-luc", "Jean Luc Picard"),
        ("vandenberg", "Jan van den Berg"),
        ("jrr", "J.R.R. Tolkien"),
        ("ivanov", "Сергей Иванов"),
        ("太郎", "山田太郎"),
        ("山", "山田太郎"),
        ("민수", "김민수"),
        ("ta", "Łukasz Tański"),
        ("🎸", "🎸"),
    ],
)
def test_accents_hyphens_apostrophes_and_scripts_do_not_matter(typed: str, name: str) -> None:
    assert found(typed, *CROWD, name)[:1] == [name]


def test_a_nickname_finds_the_full_name_and_the_other_way_round() -> None:
    assert found("bob", "Robert Smith", "Alan Turing") == ["Robert Smith"]
    assert found("robert smith", "Bob Smith", "Alan Turing") == ["Bob Smith"]
    assert found("dolly", Document("Anna Smith", nickname="Dolly"), "Alan Turing") == ["Anna Smith"]


def test_every_typed_word_must_match() -> None:
    people = [Document("Ada Lovelace", company="Engines"), Document("Ada Byron", company="Poems")]
    assert found("ada engines", *people) == ["Ada Lovelace"]
    assert found("ada quantum", *people) == []


def test_exact_comes_before_started_before_misspelt() -> None:
    assert found("ander", "Anders Berg", "Andera Berg", "Ander Berg", "Anser Berg", "Otto Kranz") == [
        "Ander Berg",
        "Andera Berg",
        "Anders Berg",
        "Anser Berg",
    ]


def test_name_comes_before_company_before_title_before_met_before_note() -> None:
    people = [
        Document("Note", note="about rust"),
        Document("Met", met="at rust meetup"),
        Document("Title", title="rust developer"),
        Document("Company", company="Rust Ltd"),
        Document("Rust"),
    ]
    assert found("rust", *people) == ["Rust", "Company", "Title", "Met", "Note"]


@pytest.mark.parametrize("field", ["title", "city"])
def test_title_and_city_are_searched(field: str) -> None:
    assert found("lisbon", Document("Ada", **{field: "Lisbon"}), "Grace") == ["Ada"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed", ["pycon", "conference", "pycon-2026", "conference/pycon-2026", "2026 conf", "pycno"]
)
def test_a_tag_is_found_by_its_parts(typed: str) -> None:
    assert found(typed, Document("Ada", tags=("conference/pycon-2026",)), "Grace") == ["Ada"]


@pytest.mark.parametrize(
    "typed", ["ada.love", "lovelace", "analytical", "ada.lovelace@analytical.example", "ada@"]
)
def test_an_email_is_found_whole_and_by_its_parts(typed: str) -> None:
    assert found(typed, Document("Nobody", addresses=("ada.lovelace@analytical.example",)), "Grace") == [
        "Nobody"
    ]


@pytest.mark.parametrize("typed", ["adal", "ada_lov", "engine", "ada-lovelace"])
def test_a_handle_is_found_whole_and_by_its_parts(typed: str) -> None:
    person = Document("Nobody", addresses=("adalove", "ada_lovelace-engine"))
    assert found(typed, person, "Grace") == ["Nobody"]


def test_company_and_city_forgive_a_letter() -> None:
    assert found("analitical lodnon", Document("Ada", company="Analytical", city="London"), "Grace") == [
        "Ada"
    ]


def test_among_equals_more_activity_comes_first_and_then_the_name() -> None:
    people = [
        Document("Ada Zorn"),
        Document("Ada Young", activity=1.0),
        Document("Ada Adams"),
        Document("Ada Berg", activity=2.5),
    ]
    assert found("ada", *people) == ["Ada Berg", "Ada Young", "Ada Adams", "Ada Zorn"]
    assert found("ada", *people, limit=2) == ["Ada Berg", "Ada Young"]


def test_each_typed_word_wants_a_word_of_its_own() -> None:
    assert found("a adams", Document("Ben Adams", activity=9.0), "Amy Adams") == ["Amy Adams", "Ben Adams"]
    assert found("ann anna", Document("Anna Bell", activity=9.0), "Anna Ann") == ["Anna Ann", "Anna Bell"]


def test_the_whole_name_comes_before_a_part_of_one() -> None:
    assert found("waller", Document("John Waller", activity=9.0), "Waller") == ["Waller", "John Waller"]


def test_short_words_are_not_guessed_at_when_somebody_fits() -> None:
    assert found("ada", "Ada Lovelace", "Ida Berg", "Eda Holm", "Adda Lund") == ["Ada Lovelace"]


def test_only_close_misspellings_follow_good_matches() -> None:
    assert found("marta", "Marta Berg", "Martha Holm", "Mark Lund", "Maria Dahl") == [
        "Marta Berg",
        "Martha Holm",
        "Maria Dahl",
    ]


def test_two_wrong_letters_in_a_short_word_count_only_when_nobody_else_fits() -> None:
    assert found("trey hle", "Trey Held", "Otto Kranz") == ["Trey Held"]
    assert found("trey held", "Trey Held", "Trey Hull") == ["Trey Held"]


def test_blank_text_finds_everyone_and_text_without_words_nobody() -> None:
    assert found(" ", Document("Ada"), Document("Grace", activity=1)) == ["Grace", "Ada"]
    assert found("?!", *CROWD) == []


def test_the_limit_cuts_and_says_so() -> None:
    index = Index()
    for id in range(40):
        index.put(id, Document(f"Ada Number{id}"))
    for typed in ("a", "ada", "ada n", "ada number", ""):
        cut, whole = index.search(typed, limit=7), index.search(typed, limit=40)
        assert (len(cut.ids), cut.more) == (7, True)
        assert (len(whole.ids), whole.more) == (40, False)


def test_exact_counts_those_found_without_forgiving() -> None:
    index = Index()
    for id, name in enumerate(("Marla Holm", "Marta Berg")):
        index.put(id, Document(name))
    matches = index.search("marta")
    assert (matches.ids, matches.exact) == ([1, 0], 1)


@pytest.mark.parametrize("typed", ["", "a", "ada", "adaa", "ada l", "l a", "ada lovelace", "adda lovelac"])
@pytest.mark.parametrize("kind", [set, frozenset, list, range])
def test_within_restricts_and_costs_no_recall(typed: str, kind: type) -> None:
    index = Index()
    for id in range(700):
        index.put(id, Document("Ada Lovelace", activity=float(-id)))
    within = range(600, 690) if kind is range else kind(range(600, 690))
    assert sorted(index.search(typed, within=within, limit=500).ids) == list(range(600, 690))


def test_a_changed_contact_is_found_by_the_new_words_only() -> None:
    index = Index()
    index.put(1, Document("Ada Byron", company="Poems"))
    assert index.search("byron").ids == [1]
    index.put(1, Document("Ada Lovelace", company="Poems"))
    assert index.search("byron").ids == []
    assert index.search("lovelace").ids == [1]
    assert len(index) == 1


def test_a_changed_activity_changes_the_order() -> None:
    index = Index()
    index.put(1, Document("Ada Lovelace", activity=1))
    index.put(2, Document("Ada Byron"))
    index.put(2, Document("Ada Byron", activity=2))
    assert index.search("ada").ids == [2, 1]


def test_a_dropped_contact_is_gone_and_dropping_again_is_nothing() -> None:
    index = Index()
    index.put(1, Document("Ada Lovelace"))
    index.put(2, Document("Ada Byron"))
    index.drop(1)
    index.drop(1)
    assert index.search("ada").ids == [2]
    assert index.search("lovelace").ids == []
    assert len(index) == 1


ANY_TEXT = st.one_of(
    st.sampled_from(["Ada Lovelace", "Lovelace, Ada", "Ada Byron", "Grace Hopper", "ada", "lovelcae"]),
    st.text(max_size=60),
    st.text("adelovc '-.@/ \t\x07\u202eא🎸é山ー", max_size=30),
    st.sampled_from(["a" * 200, "ab " * 60, "山田" * 60, "e" + "\u0301" * 99, "\U0010ffff", "\ud800"]),
)
DOCUMENTS = st.builds(
    Document,
    name=ANY_TEXT,
    company=ANY_TEXT,
    tags=st.lists(ANY_TEXT, max_size=2).map(tuple),
    addresses=st.lists(ANY_TEXT, max_size=1).map(tuple),
    note=ANY_TEXT,
    activity=st.floats(),
)


@pytest.mark.parametrize(
    "name", ["a" * 10_000, "山田" * 5_000, "e" + "\u0301" * 9_999, " ".join(map(str, range(2_000)))]
)
def test_a_name_of_ten_thousand_characters_is_found_and_forgotten(name: str) -> None:
    index = Index()
    index.put(1, Document(name))
    assert index.search(name[:5]).ids == [1]
    assert index.search(name).ids == [1]
    index.drop(1)
    assert index.search(name[:5]).ids == []


def test_what_is_misspelt_finds_everyone_who_may_be_meant() -> None:
    assert len(found("smiht", *["Ann Smith"] * 120, *CROWD)) == 120


def full_index() -> Index:
    """Four thousand people of one company and city, the first the least active, every tenth an Oslo."""
    index = Index()
    for id in range(4000):
        name = f"Ada Oslo{id}" if id % 10 == 0 else f"Ben Person{id}"
        index.put(id, Document(name, company="Acme Oslo", city="Oslo", activity=id / 100))
    return index


def test_of_very_many_the_most_active_are_found() -> None:
    index = full_index()
    assert index.search("acme", limit=20).ids == list(range(3999, 3979, -1))
    assert index.search("b", limit=20).ids == [id for id in range(3999, 3970, -1) if id % 10][:20]
    assert index.search("", limit=3).ids == [3999, 3998, 3997]


def test_of_very_many_who_carry_two_words_those_with_both_in_the_name_come_first() -> None:
    matches = full_index().search("ada oslo", limit=500)
    assert matches.ids[:400] == list(range(3990, -1, -10))
    matches = full_index().search("acme oslo", limit=500)
    assert matches.ids[0] == 3999
    assert matches.more


def test_a_large_limit_cuts_nobody_off() -> None:
    matches = full_index().search("acme oslo", limit=100_000)
    assert sorted(matches.ids) == list(range(4000))
    assert not matches.more


@pytest.mark.parametrize("text", ["o", "os", "ben", "b acme", "acme o", "oslo person1", "a o"])
def test_within_a_few_the_same_are_found_as_among_all(text: str) -> None:
    index = full_index()
    few = frozenset(range(0, 4000, 77))
    everywhere = index.search(text, limit=100_000).ids
    assert index.search(text, within=few).ids == [id for id in everywhere if id in few]


class AnyUse(RuleBasedStateMachine):
    """Whatever is put, dropped and searched: nothing raises, and only who is there and `within` is found."""

    def __init__(self) -> None:
        super().__init__()
        self.index = Index()
        self.present: dict[int, Document] = {}
        self.ever: set[str] = set()

    @rule(id=st.integers(0, 6), document=DOCUMENTS)
    def put(self, id: int, document: Document) -> None:
        self.index.put(id, document)
        self.present[id] = document
        self.ever.update(words(document.name)[:5])

    @rule(id=st.integers(0, 6))
    def drop(self, id: int) -> None:
        self.index.drop(id)
        self.present.pop(id, None)

    @rule(text=ANY_TEXT, within=st.none() | st.frozensets(st.integers(0, 6)), limit=st.integers(0, 9))
    def search(self, text: str, within: frozenset[int] | None, limit: int) -> None:
        ids = self.index.search(text, within=within, limit=limit).ids
        assert len(ids) == len(set(ids)) <= limit
        assert set(ids) <= (self.present.keys() if within is None else self.present.keys() & within)

    @invariant()
    def everyone_is_found_by_the_words_of_the_name(self) -> None:
        for id, document in self.present.items():
            if 0 < len(words(document.name)) < 20:
                assert id in self.index.search(document.name).ids
        assert len(self.index) == len(self.present)

    @invariant()
    def nobody_is_found_by_a_name_that_is_gone(self) -> None:
        for word in self.ever:
            assert set(self.index.search(word).ids) <= self.present.keys()


TestAnyUse = AnyUse.TestCase
TestAnyUse.settings = settings(max_examples=30, stateful_step_count=8, deadline=None)


@given(st.text(max_size=300))
def test_any_text_can_be_searched_for(text: str) -> None:
    assert isinstance(found(text, *CROWD), list)


def test_carriers_are_all_whom_a_word_fits_as_it_is() -> None:
    index = Index()
    for id, name in enumerate(("Ada Berlin", "Berlinda Gauss", "Merlin Berg", "Al Bern"), start=1):
        index.put(id, Document(name))
    index.put(3, Document("Merlin Berg", company="Berlin Ltd"))
    assert set(index.carriers("berlin")) == {1, 2, 3}
    assert set(index.carriers("b")) == {1, 2, 3, 4}
    assert set(index.carriers("gauss-berlinda")) == {2}


def test_carriers_of_a_word_that_nobody_has_are_those_with_one_like_it() -> None:
    index = Index()
    index.put(1, Document("Ada Lovelace"))
    index.put(2, Document("Grace Hopper"))
    assert set(index.carriers("lovelase")) == {1}
    assert not index.carriers("zzz")
    assert not index.carriers("?")


def test_people_of_one_name_keep_their_order_when_one_of_them_changes() -> None:
    index = Index()
    for id in (1, 2):
        index.put(id, Document(name="Ada Lovelace"))
    index.put(1, Document(name="Ada Lovelace", company="Acme"))
    assert index.search("ada").ids == [1, 2]
