"""A connection request in words, for the app and the shell, and a line in which one is written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from rolodex import dates
from rolodex.model import Asked, Contact, Interaction, Request, RequestNumbers
from rolodex.text import counted, one_line

REQUEST = "request"
"""The kind under which requests stand in a timeline."""

_SERVICES = {"linkedin": "LinkedIn", "x": "X", "facebook": "Facebook", "github": "GitHub"}


def service(request: Request) -> str:
    """The service as people write it; empty where none is known."""
    return _SERVICES.get(request.service, request.service.capitalize())


def sign(asked: Asked) -> str:
    """One character: put by, or what the policy says, or how it was decided."""
    state_signs = {"accepted": "✓", "declined": "✗", "withdrawn": "✗", "waiting": "…"}
    if asked.request.state in state_signs:
        return state_signs[asked.request.state]
    return "●" if asked.verdict and asked.verdict.accept else "○"


def verdict(asked: Asked) -> str:
    """What the policy says of one that is not decided, and why; empty for others."""
    if asked.request.state not in ("open", "waiting") or asked.verdict is None:
        return ""
    return f"{'accept' if asked.verdict.accept else 'decline'}: {asked.verdict.why}"


def state(request: Request, today: date) -> str:
    """How far it is: `declined 3w, replied, no answer`."""
    parts = [request.state + _ago(request.decided_on, today)]
    if request.reply:
        answered = f", answered{_ago(request.answered_on, today)}" if request.answered_on else ", no answer"
        parts.append(f"replied{_ago(request.replied_on, today)}{answered}")
    return ", ".join(parts)


def about(asked: Asked, today: date) -> list[tuple[str, str]]:
    """All there is to say of one: a word, and what stands behind it."""
    request = asked.request
    user = f" · {request.handle}" if request.handle else ""
    when = f" · {dates.spoken(date.fromisoformat(request.on), today)}" if request.on else ""
    said = [("From" if request.direction == "in" else "To", f"{request.name}{user}{when}")]
    if request.message:
        said.append(("Says", one_line(request.message)))
    if request.by:
        said.append(("Via", f"recommended by {request.by}"))
    if asked.known:
        said.append(("Known", known(asked.known, today)))
    for one in asked.namesakes:
        said.append(("Same name", known(one, today)))
    if not asked.known and not asked.namesakes:
        said.append(("Known", "nobody in the book has this user name or name"))
    if policy := verdict(asked):
        said.append(("Policy", policy))
    said.append(("State", state(request, today)))
    if request.reply:
        said.append(("Reply", one_line(request.reply)))
    return said


def known(person: Contact, today: date) -> str:
    """Who it is in the book, and what there was between you: `Ada, Engines · met PyCon · 2 talks`."""
    where = f", {person.company}" if person.company else ""
    talked = "" if person.interactions else "no talk yet"
    return " · ".join(filter(None, (f"{person.name}{where}", *between(person, today), talked)))


def between(person: Contact, today: date) -> list[str]:
    """What there was between you: `met PyCon 2026`, `2 talks, last 2mo`."""
    said = []
    if met := person.met_where or person.met_how:
        said.append(f"met {met}")
    if person.interactions:
        last = dates.age(date.fromisoformat(person.last_interaction), today)
        said.append(f"{counted(person.interactions, 'talk', 'talks')}, last {last}")
    return said


def day(request: Request) -> str:
    """The local day at which it stands in a timeline; empty where none is known of it."""
    return request.on or request.decided_on or request.replied_on


def told(request: Request) -> str:
    """What stands in a timeline: `asked to connect on LinkedIn, accepted, replied: remember the engine?`."""
    asked = "asked to connect" if request.direction == "in" else "you asked to connect"
    where = f" on {service(request)}" if request.service else ""
    became = ["" if request.state == "open" else request.state, "replied" if request.reply else ""]
    became.append("answered" if request.answered_on else "")
    said = ", ".join([f"{asked}{where}", *filter(None, became)])
    return f"{said}: {one_line(request.message)}" if request.message else said


def beside(timeline: Sequence[Interaction], requests: Sequence[Request]) -> list[Interaction]:
    """A timeline with the requests as entries of their own kind, newest first."""
    entries = [Interaction(on=day(row), kind=REQUEST, text=told(row)) for row in requests if day(row)]
    return sorted([*timeline, *entries], key=lambda entry: entry.on, reverse=True)


def mailto(asked: Asked, text: str) -> str:
    """The `mailto:` URL (RFC 6068) of a reply, to the first email of who asks where one is known."""
    to = asked.known.emails[0].value if asked.known and asked.known.emails else ""
    subject = f"Your request on {service(asked.request) or 'the service'}"
    # lines of a body end with CRLF, by section 5
    body = quote(text.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe='')}&body={body}"


def in_numbers(numbers: RequestNumbers) -> dict[str, int]:
    """What is counted of requests, each under what it is called; empty where none came in."""
    if not numbers.known + numbers.strangers:
        return {}
    return {
        "talked to before": numbers.known,
        "never talked to": numbers.strangers,
        "accepted": numbers.accepted,
        "declined": numbers.declined,
        "replied to": numbers.replied,
        "wrote back": numbers.answered,
    }


def by_month(numbers: RequestNumbers) -> dict[str, int]:
    """How many came in, in each of the last months."""
    return {month: count for month, count, _ in numbers.months}


def read_line(text: str) -> Request:
    """A request written on a line: `NAME`, or `NAME: message`. The name is empty where there is none."""
    name, _, message = one_line(text).partition(":")
    return Request(name=name.strip(), service="", message=message.strip())


def _ago(day: str, today: date) -> str:
    return f" {dates.age(date.fromisoformat(day), today)}" if day else ""
