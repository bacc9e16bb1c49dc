"""People as Markdown: a page each, with the timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from rolodex import knowing
from rolodex.columns import met
from rolodex.formats.naming import file_names
from rolodex.model import Contact, Interaction, Whole
from rolodex.text import shown, shown_lines
from rolodex.values import shown_value

# CommonMark, section 2.4: a backslash before one of these takes its meaning away.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_AT_START = re.compile(r"^(\s*)([-+=]|[0-9]{1,9}[.)])", re.MULTILINE)


def written(whole: Whole, today: date) -> bytes:
    """All pages one below the other."""
    return "\n".join(_page(person, talks, whole, today) for person, talks in _with_talks(whole)).encode()


def files(whole: Whole, today: date) -> dict[str, bytes]:
    """The pages by file name."""
    names = file_names(whole.people, ".md")
    return {
        names[person.id]: _page(person, talks, whole, today).encode() for person, talks in _with_talks(whole)
    }


def _with_talks(whole: Whole) -> Iterator[tuple[Contact, list[Interaction]]]:
    talks: dict[int, list[Interaction]] = {}
    for talk in sorted(whole.interactions, key=lambda talk: (talk.on, talk.id), reverse=True):
        for id in talk.contacts:
            talks.setdefault(id, []).append(talk)
    for person in whole.people:
        yield person, talks.get(person.id, [])


def _page(person: Contact, talks: Sequence[Interaction], whole: Whole, today: date) -> str:
    types = {field.name: field.type for field in whole.fields}
    work = ", ".join(part for part in (person.title, person.company) if part)
    said = [
        ("Nickname", person.nickname),
        ("Work", work),
        ("City", person.city),
        *((_labelled("Email", point.label), point.value) for point in person.emails),
        *((_labelled("Phone", point.label), point.value) for point in person.phones),
        *((_labelled("Web", point.label), point.value) for point in person.urls),
        *((_labelled("Address", point.label), " ".join(point.value.split())) for point in person.addresses),
        *((handle.service, handle.name) for handle in person.handles),
        ("Birthday", shown_value(person.birthday, "date", today)),
        ("Met", met(person, today)),
        ("Known", knowing.known_words(person.known) if person.known else ""),
        ("Trust", knowing.trust_words(person.trust)),
        ("Tags", " ".join(f"#{tag}" for tag in person.tags)),
        *(
            (name, shown_value(value, types.get(name, "text"), today))
            for name, value in person.fields.items()
        ),
        ("Every", person.cadence),
        ("Due", f"{person.due} {person.due_text}".strip()),
    ]
    lines = [f"# {_text(person.name)}", ""]
    lines += [f"- **{_text(name)}:** {_text(value)}" for name, value in said if value]
    if person.note:
        lines += ["", _lines(person.note)]
    if talks:
        lines += ["", "## Timeline", ""]
        lines += [
            f"- {talk.on} {_text(talk.kind)}{': ' * bool(talk.text)}{_text(talk.text)}" for talk in talks
        ]
    return "\n".join(lines) + "\n"


def _labelled(what: str, label: str) -> str:
    return f"{what}, {label}" if label else what


def _text(text: str) -> str:
    return _SIGNS.sub(r"\\\1", shown(text))


def _lines(text: str) -> str:
    """A text with its line ends, which two spaces before them keep (section 6.7)."""
    safe = _AT_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", shown_lines(text)))
    return "  \n".join(line.strip() for line in safe.split("\n"))
