"""People of any content, for what must hold of everybody: texts with the signs of every format."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from rolodex.book import Book
from rolodex.formats.handles import handle_in_url
from rolodex.knowing import TRUST, WAYS
from rolodex.match import sort_key
from rolodex.model import BadInput, Contact, FieldType, Handle, Labelled
from rolodex.text import one_line
from tests.unit.hostile import HOSTILE

FIELDS: dict[str, FieldType] = {
    **{"fee": "number", "since": "date", "pays": "yesno", "page": "url", "hobby": "text"},
    # called like columns that sheets have a meaning for, like their groups, and like a formula
    **{"Notes": "text", "Category": "text", "E-mail 1 - Value": "text", "Column C": "text", "=1+1": "text"},
    **{"a,b;c": "text", "Custom Field 1 - Value": "number", "birth day": "text", "x": "yesno"},
}
_VALUES = {
    "number": st.sampled_from(["-1", "0", "0.5", "170", "12345678901234567"]),
    "date": st.sampled_from(["2025", "2026-02", "2026-02-28", "--02-28", "--03", "0001"]),
    "yesno": st.sampled_from(["yes", "no"]),
    "url": st.sampled_from(["https://example.org/a,b;c", "example.org"]),
}

_SIGNS = (
    *("=1+2", "+cmd", "-2+3", "@SUM(A1)", "'=1", "''+1", "Lovelace, Ada; King", "two\nlines", "a\\,b\\;c\\n"),
    *("\"quoted\" 'too'", "\\", "#tag, no tag", "a ::: b", "* starred", "[0]\nname=x", "$HOME `id`", "1.50"),
    *("END:VCARD", "tab\there", "{{x}}", "عائشة", "👩‍🔬", "٣", "x", "N/A", "007", "\x1c", "---"),
)
texts = (
    st.just("")
    | st.text(max_size=12)
    | st.sampled_from([*_SIGNS, *(text for name, text in HOSTILE.items() if "10,000" not in name)])
)
_long = st.sampled_from(["long, " * 2000, "ü" * 9000])
_labels = st.sampled_from(["", "", "work", "home", "mobile", "fax", "Engine room", "a;b", "tél. “2”", "e:f"])
_partial = st.sampled_from(["", "1815", "1815-12", "1815-12-10", "--12-10", "--02-29", "--04"])
_word = st.text("abzé.-_'+", min_size=1, max_size=8)


def _points(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Labelled, ...]]:
    several = st.lists(
        st.builds(Labelled, values, _labels), max_size=3, unique_by=lambda p: p.value.casefold()
    )
    return several.map(tuple)


_emails = st.builds("{}@{}.example".format, _word, st.from_regex("[a-z]{1,4}", fullmatch=True))
_phones = st.sampled_from(
    ["+44 20 7946 0000", "(030) 5550100", "5550100,,123#", "+49 30 1 ext. 5", "112", "030/555 0100 - 7", "-7"]
)
_urls = st.sampled_from(
    [
        *(
            "https://example.org/a,b;c?d=e&f=g#h",
            "http://user@example.org:80/",
            "https://github.com/ada/engine",
        ),
        *("https://github.com/ada", "https://www.linkedin.com/in/ada-l%C3%B6v", "ftp://例え.example/ü"),
    ]
)
_tags = st.sampled_from(
    ["a", "A/b", "conference/PyCon-2026", "Straße", "R&D", "c++", "日本", "it's", "⭐", "❤️/2"]
)
_handles = st.builds(
    Handle,
    st.sampled_from(["x", "github", "linkedin", "mastodon", "forum", "jabber", "my site"]),
    st.sampled_from(["ada", "ada_l", "Ada.L-7", "ada@example.social", "zoë", "李", "-dash", "=sum", "#1"]),
)

ordinary = st.builds(
    Contact,
    name=texts,
    given=texts,
    family=texts,
    nickname=texts,
    company=texts,
    title=texts,
    city=texts,
    emails=_points(_emails),
    phones=_points(_phones),
    urls=_points(_urls),
    addresses=_points(texts),
    handles=st.lists(_handles, max_size=3, unique=True).map(tuple),
    tags=st.lists(_tags, max_size=3, unique=True).map(tuple),
    fields=st.fixed_dictionaries(
        {}, optional={name: _VALUES.get(type_, texts) for name, type_ in FIELDS.items()}
    ),
    met_how=texts,
    met_where=texts,
    met_on=_partial,
    met_via=texts,
    birthday=_partial,
    note=texts | _long,
    starred=st.booleans(),
    archived=st.sampled_from([False, False, True]),
    archived_why=texts,
    trust=st.sampled_from(["", *TRUST]),
    known_by=st.sampled_from(["", "never", *WAYS]),
    cadence=st.sampled_from(["", "90d", "3mo", "never"]),
)
"""Emails, phones and the like are such, as other formats than our own ask for; the texts are any."""

odd = st.builds(
    Contact,
    name=texts,
    emails=_points(texts),
    phones=_points(texts),
    urls=_points(texts),
    handles=st.lists(st.builds(Handle, texts, texts), max_size=2, unique=True).map(tuple),
    tags=st.lists(texts, max_size=2).map(tuple),
)
"""Where a form is asked for, any text stands."""


def added(book: Book, wanted: Sequence[Contact]) -> list[Contact]:
    """Those whom the book takes, as it keeps them; but nobody whom an import takes for an earlier one."""
    kept: list[Contact] = []
    taken: set[object] = set()
    for person in wanted:
        keys = {sort_key(person.name), *(email.value.strip().casefold() for email in person.emails)}
        pages = (handle_in_url(url.value.strip()) for url in person.urls)
        named = [(handle.service, handle.name) for handle in (*person.handles, *pages) if handle]
        accounts = {tuple(one_line(text).casefold().removeprefix("@") for text in pair) for pair in named}
        if taken.isdisjoint((*keys, *accounts)):
            try:
                kept.append(book.add(person))
            except BadInput:
                continue
            taken |= {*keys, *accounts}
    return kept
