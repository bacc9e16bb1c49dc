"""Values of the book as JSON. The names are documented and stable: they may be added to, never changed.

Everything is ASCII, other letters escaped: what looks harmless to JSON may act on a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rolodex.model import (
    Asked,
    Category,
    Change,
    Contact,
    Edit,
    Favour,
    FollowUp,
    Group,
    Identity,
    In,
    Interaction,
    Introduction,
    Member,
    RequestNumbers,
)
from rolodex.plain import as_plain

if TYPE_CHECKING:
    from rolodex.book import Statistics
    from rolodex.book.briefing import Brief, Common
    from rolodex.book.due import Due
    from rolodex.book.pairing import Pair
    from rolodex.book.reaching import PathTo


def lines(values: Iterable[dict[str, Any]]) -> list[str]:
    """A JSON array, one value a line."""
    import json

    written = [json.dumps(value) for value in values]
    return ["[", *(f"{value}," for value in written[:-1]), *written[-1:], "]"]


def whole(value: dict[str, Any]) -> list[str]:
    """One JSON object over several lines."""
    import json

    return [json.dumps(value, indent=2)]


def contact(person: Contact) -> dict[str, Any]:
    """A contact. Days are `YYYY-MM-DD` or as partial as is known, times UTC; a lacking text is empty."""
    return as_plain(person) | {
        "known": list(person.known),
        "last_interaction": person.last_interaction or None,
        "interactions": person.interactions,
        "due": person.due or None,
        "asked": person.answers.asked,
        "answered": person.answers.answered,
    }


def interaction(entry: Interaction, of: Contact) -> dict[str, Any]:
    """An entry of a contact's timeline; `with` are the others who were there."""
    return {
        "on": entry.on,
        "kind": entry.kind,
        "text": entry.text,
        "tags": list(entry.tags),
        "with": [name for id, name in zip(entry.contacts, entry.names, strict=True) if id != of.id],
    }


def due(line: Due, people: Mapping[int, Identity]) -> dict[str, Any]:
    """A line of the agenda; `uid` is that of the follow-up, null for what is none."""
    return {
        "kind": line.kind,
        "group": line.group,
        "on": line.on.isoformat(),
        "text": line.text,
        "every": line.every,
        "uid": line.uid or None,
        "with": [{"uid": people[id].uid, "name": people[id].name} for id in line.contacts if id in people],
    }


def follow_up(row: FollowUp, of: Contact) -> dict[str, Any]:
    """Something to do about a contact; `also` are the others it is about. Open ones have no `done_on`."""
    return {
        "due": row.due,
        "text": row.text,
        "every": row.every,
        "done_on": row.done_on or None,
        "also": [name for id, name in zip(row.contacts, row.names, strict=True) if id != of.id],
    }


def introduction(one: Introduction, people: Mapping[int, Identity]) -> dict[str, Any]:
    """An introduction; `number` is what `intro` takes. Days are null where nothing happened."""
    return {
        "number": one.id,
        "uid": one.uid,
        "state": one.state,
        "who": [
            {
                **_who(side.contact, people),
                "asked_on": side.asked_on or None,
                "answer": side.answer or None,
                "answered_on": side.answered_on or None,
            }
            for side in one.sides
        ],
        "why": one.why,
        "asked_by": _who(one.asked_by, people) if one.asked_by else None,
        "begun_on": one.begun_on,
        "made_on": one.made_on or None,
        "outcome": one.outcome,
        "due": one.due or None,
    }


def path(found: PathTo) -> dict[str, Any]:
    """A path to somebody: whom to ask first, and at the end who is reached, each with the reason."""
    return {
        "strength": round(found.strength, 3),
        "steps": [
            {
                "uid": hop.person.uid,
                "name": hop.person.name,
                "company": hop.person.company,
                "why": hop.why,
            }
            for hop in found.hops
        ],
    }


def pair(found: Pair) -> dict[str, Any]:
    """Two who should know each other: the first is looking for something that the second has."""
    return {
        "who": [{"uid": one.uid, "name": one.name} for one in (found.one, found.other)],
        "reasons": list(found.reasons),
        "score": round(found.score, 3),
    }


def _who(id: int, people: Mapping[int, Identity]) -> dict[str, Any]:
    return {"uid": people[id].uid, "name": people[id].name}


def favour(one: Favour, uid: str) -> dict[str, Any]:
    """A favour of the contact with the uid; `number` is what `favour` takes. Days not known are null."""
    days = ("asked_on", "last_asked_on", "answered_on", "done_on", "due")
    return {
        "number": one.id,
        "uid": one.uid,
        "with": {"uid": uid, "name": one.name},
        "favour": one.what,
        "whom": one.whom,
        "times": one.times,
        "answer": one.answer,
        **{name: getattr(one, name) or None for name in days},
        "note": one.note,
    }


def brief(told: Brief) -> dict[str, Any]:
    """What to know of a contact before a meeting."""
    person = told.contact
    return {
        "contact": contact(person),
        "days_since_talk": told.days_since_talk,
        "touch_by": told.touch_by.isoformat() if told.touch_by else None,
        "talks": [interaction(entry, person) for entry in told.talks],
        "owed": [follow_up(row, person) for row in told.owed],
        "done": [follow_up(row, person) for row in told.done],
        "favours": [interaction(entry, person) for entry in told.favours],
        "promises": [favour(one, person.uid) for one in person.favours],
        "cares_for": dict(told.cares),
        "both_know": [_common(one) for one in told.common],
        "colleagues": told.colleagues,
        "work": [{"on": change.on, "what": change.said} for change in told.work],
    }


def _common(one: Common) -> dict[str, Any]:
    return {
        "name": one.name,
        "company": one.company,
        "you_met_through_them": one.brought,
        "met_through_contact": one.through,
        "times_together": one.times,
        "last_together": one.last or None,
        "same_company": one.colleague,
    }


def category(row: Category, people: int) -> dict[str, Any]:
    """A category with how many people it holds."""
    return {
        "name": row.name,
        "people": people,
        "query": row.query,
        "columns": list(row.columns),
        "group_by": list(row.group_by),
        "sort": row.sort,
        "fields": list(row.fields),
        "cadence": row.cadence,
    }


def change(done: Change) -> dict[str, Any]:
    """An entry of the journal; `id` is what `undo` takes."""
    return {
        "id": done.id,
        "label": done.label,
        "at": done.at,
        "origin": done.origin,
        "rows": done.rows,
        "undone": done.undone,
    }


def edit(made: Edit) -> dict[str, Any]:
    """One line of a contact's history; `change` is what `undo` takes."""
    return {
        "change": made.change.id,
        "label": made.change.label,
        "at": made.change.at,
        "origin": made.change.origin,
        "undone": made.change.undone,
        "what": made.what,
        "before": made.before,
        "after": made.after,
    }


def statistics(
    told: Statistics, by_category: Mapping[str, int], by_tag: Mapping[str, int], requests: RequestNumbers
) -> dict[str, Any]:
    """The book in numbers; months and years without anything stand there too, with 0."""
    return {
        "people": told.people,
        "archived": told.archived,
        "starred": told.starred,
        "untagged": told.untagged,
        "never_talked": told.never_talked,
        "talks": told.talks,
        "by_category": [{"category": name, "people": count} for name, count in by_category.items()],
        "by_tag": [{"tag": name, "people": count} for name, count in by_tag.items()],
        "met_by_year": [{"year": year, "people": count} for year, count in told.met_by_year.items()],
        "added_by_month": [{"month": month, "people": n} for month, n in told.added_by_month.items()],
        "talks_by_month": [{"month": month, "talks": n} for month, n in told.talks_by_month.items()],
        "introductions_by_month": [
            {"month": month, "introductions": n} for month, n in told.introductions_by_month.items()
        ],
        "talks_by_kind": [{"kind": kind, "talks": count} for kind, count in told.talks_by_kind.items()],
        "longest_silent": [asdict(who) for who in told.longest_silent],
        "requests": {
            "by_month": [
                {"month": month, "requests": n, "accepted": accepted}
                for month, n, accepted in requests.months
            ],
            "talked_before": requests.known,
            "never_talked": requests.strangers,
            "accepted": requests.accepted,
            "declined": requests.declined,
            "replied": requests.replied,
            "answered": requests.answered,
            "grown_of_declined": list(requests.grown),
        },
    }


def group(told: Group) -> dict[str, Any]:
    """A group. Days are `YYYY-MM-DD` or as partial as is known; `missing` of its people are missing."""
    return {
        "name": told.name,
        "kind": told.kind,
        "tag": told.tag,
        "link": told.link,
        "starts_on": told.starts_on,
        "ends_on": told.ends_on,
        "place": told.place,
        "role": told.role,
        "note": told.note,
        "people": told.people,
        "missing": told.missing,
    }


def member(told: Member, uid: str) -> dict[str, Any]:
    """Somebody in a group; `missing_since` is null for those who are there."""
    return {
        "uid": uid,
        "name": told.name,
        "company": told.company,
        "archived": told.archived,
        "said": told.said,
        "missing_since": told.missing_since or None,
        "talks": [
            {"on": talk.on, "kind": talk.kind, "text": talk.text, "tags": list(talk.tags)}
            for talk in told.talks
        ],
    }


def in_group(told: In) -> dict[str, Any]:
    """A group of a contact, with what is kept of them there; `missing_since` is null for who is there."""
    return {
        "name": told.group.name,
        "kind": told.group.kind,
        "tag": told.group.tag,
        "said": told.said,
        "missing_since": told.missing_since or None,
    }


def request(asked: Asked) -> dict[str, Any]:
    """A connection request with what is known of who asks."""
    row, verdict = asked.request, asked.verdict
    return {
        "id": row.id,
        "name": row.name,
        "service": row.service,
        "direction": row.direction,
        "handle": row.handle,
        "on": row.on,
        "message": row.message,
        "recommended_by": row.by,
        "state": row.state,
        "decided_on": row.decided_on,
        "reply": row.reply,
        "replied_on": row.replied_on,
        "answered_on": row.answered_on,
        "contact": asked.known.uid if asked.known else "",
        "same_name": [person.uid for person in asked.namesakes],
        "policy": {"accept": verdict.accept, "why": verdict.why} if verdict else None,
    }
