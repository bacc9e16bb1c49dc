"""The query language in examples, for the help and the README."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A query and what it finds."""

    text: str
    meaning: str
    """Begins in lower case, without a full stop."""


GRAMMAR: tuple[Example, ...] = (
    Example("grace navy", "both words, anywhere in the contact or its log; a typo is forgiven"),
    Example('"compiler talk"', "exactly these words, side by side"),
    Example("#conference", "the tag, or one below it such as #conference/pycon-2026"),
    Example("#pycon", "where no tag is called so: those of which a level begins so"),
    Example('#"book club"', "a tag with a space in its name"),
    Example("company:acme city:berlin", "contains, in that column; side by side means and"),
    Example(
        'title:"chief analyst"',
        "a value with a space goes in quotes; also name, email, handle, note",
    ),
    Example("#rust or #go", "one or the other; `or` binds looser than and, `|` says the same"),
    Example("(#rust or #go) -#recruiter", "parentheses group, a minus means not"),
    Example("last:>90d", "last talked to more than 90 days ago, or never; d, w, mo and y are ages"),
    Example("last:<2w", "talked to in less than the last 2 weeks"),
    Example("last:never", "no interaction at all"),
    Example("last:2026-03", "last talked to in March 2026; a day or a year goes alike"),
    Example("met:pycon", "how, where or through whom you met"),
    Example("met:2025", "met in 2025"),
    Example("met:<2020", "met before 2020; also <=, > and >="),
    Example("met:2023..2025", "from the start of 2023 to the end of 2025"),
    Example("added:<30d", "came into the book less than 30 days ago"),
    Example("via:grace", "met through Grace"),
    Example("due:", "something is still to be done about them"),
    Example("due:<7d", "it is due within 7 days, or overdue"),
    Example("due:overdue", "it was due before today; also due:today and due:2026-12"),
    Example(
        "is:losing-touch", "longer without a talk than their cadence, or their tag's or category's, wants"
    ),
    Example("trust:vouch", "you would vouch for them; also trust:know, trust:met (once) and trust:no"),
    Example("trust:>=know", "you know them, or would vouch for them; -has:trust is where you said nothing"),
    Example("known:met", "met in person; also known:worked, talked, wrote and recommended"),
    Example("known:>=talked", "talked to, met or worked with: at least so well"),
    Example("known:never", "nothing in the book says that you know them"),
    Example("is:never-met has:connection", "connections with whom you never met, talked or wrote"),
    Example("why:spam", "archived for a reason that says so"),
    Example("is:owing", "you promised them something, or did not answer what they asked; has:favour is any"),
    Example("is:owed", "they said yes to something, or promised it, and did not do it yet"),
    Example("is:unanswered", "you asked, and there is no answer; is:never-answered, to nothing at all"),
    Example("favour:reference", "a favour asked or promised that says so"),
    Example("with:grace", "there was an interaction together with Grace"),
    Example("kind:call", "there was a call"),
    Example("has:email -has:handle", "an email address, but no handle"),
    Example("-has:met", "no idea how, where or through whom you met"),
    Example("is:untagged", "no tag; also is:starred and is:archived"),
    Example("fee:>=20", "a field of your own that holds numbers; also =, !=, <, <=, > and 10..20"),
    Example('"has my cv":>2026-01-01', "a field of your own that holds dates, with a space in its name"),
    Example("responsive:yes", "a field of your own that holds yes or no"),
    Example("has:fee", "a field of your own has a value"),
    Example("#recruiter sort:-last", "newest interaction first; a minus turns an order around"),
    Example("sort:company sort:name", "by company, then by name"),
)
