"""What the list can show: the built-in views, the categories, and the tags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rolodex import query
from rolodex.book import pruning
from rolodex.columns import DEFAULT
from rolodex.model import Category, Tag


@dataclass(frozen=True, slots=True)
class Place:
    """A query with a name, and how the people of it are listed."""

    kind: str
    """`view`, `category` or `tag`; `screen` for what opens over the list."""
    key: str
    """Which one: a view's word, a category's id, a tag's full name."""
    title: str
    query: str
    columns: tuple[str, ...] = DEFAULT
    group_by: tuple[str, ...] = ()
    sort: str = "name"
    empty: str = ""
    """What to say when nobody is here: what that means, and what key changes it."""
    category: Category | None = None
    short: str = ""
    """The title where there is little room."""
    letter: str = ""
    """The key that leads there, of a view that has no digit."""
    above: str = ""
    """The key of the category that this one stands below."""

    @property
    def id(self) -> tuple[str, str]:
        """What stays the same when the place is renamed or counted anew."""
        return self.kind, self.key


EVERYONE = Place(
    "view",
    "everyone",
    "Everyone",
    "",
    empty="Nobody is here yet.\n\nPress a to add a person, or i to import a LinkedIn export or any sheet.",
)
DUE = Place(
    "view",
    "due",
    "Due",
    "due: or is:losing-touch",
    ("due", "next", "company", "last"),
    sort="due",
    empty="Nothing is due, and nobody is waiting to hear from you.\n\n"
    "Press f on a person to follow up, K to keep in touch every so often.",
)
UNTAGGED = Place(
    "view",
    "untagged",
    "Untagged",
    "is:untagged",
    ("company", "met", "last"),
    empty="Everybody has a tag. Well kept.",
    letter="U",
)
UNMET = Place(
    "view",
    "unmet",
    "No idea how we met",
    "-has:met",
    ("company", "tags", "last"),
    empty="You know of everybody how you met.\n\nPress 1 for everyone.",
    short="How met?",
    letter="W",
)
NEVER_MET = Place(
    "view",
    "never-met",
    "Never met",
    pruning.NEVER_MET,
    ("company", "title", "trust", "tags"),
    empty="You met, talked or wrote to every connection.\n\n"
    "Whomever you only connected with stands here, and V goes through them one by one.",
    letter=" ",
)
REQUESTS = Place("screen", "requests", "Requests", "", letter="r")
"""In the sidebar while a request is open; its key is that of the action."""
VIEWS: tuple[Place, ...] = (
    EVERYONE,
    DUE,
    Place(
        "view",
        "recent",
        "Recently talked to",
        "last:<30d",
        ("company", "last", "met"),
        sort="-last",
        empty="No talk with anybody in the last 30 days.\n\nPress l on a person to log one.",
        short="Recent talks",
    ),
    Place(
        "view",
        "losing",
        "Losing touch",
        "is:losing-touch",
        ("company", "last", "cadence", "tags"),
        sort="last",
        empty="Nobody has waited longer than they should.\n\n"
        "Press K on people or on a tag to be in touch every so often, or c to say so of a category.",
    ),
    UNTAGGED,
    UNMET,
    NEVER_MET,
    Place(
        "view",
        "unreachable",
        "Missing contact details",
        "-has:email -has:phone -has:handle",
        ("company", "city", "last", "tags"),
        empty="There is an email, a phone or a handle of everybody.",
        short="Unreachable",
        letter=" ",
    ),
    Place(
        "view",
        "starred",
        "Starred",
        "is:starred",
        empty="No stars yet.\n\nPress S on a person to give one.",
        letter=" ",
    ),
    Place(
        "view",
        "archived",
        "Archived",
        "is:archived",
        ("company", "why", "last"),
        empty="Nobody is archived.\n\nPress A on a person to take them out of every other view.",
        letter=" ",
    ),
)
"""Those without a letter have the first digits; the categories have the next."""


def of_category(category: Category, above: Category | None = None) -> Place:
    """A category as a place, below another where its name begins with that one's and a `/`."""
    return Place(
        "category",
        str(category.id),
        category.name,
        category.query,
        category.columns or DEFAULT,
        category.group_by,
        category.sort,
        f"Nobody fits {category.query}.\n\n"
        f"Press c to change what {category.name} means, t on a person to tag them.",
        category,
        short=category.name[len(above.name) + 1 :] if above else "",
        above=str(above.id) if above else "",
    )


def of_tag(tag: Tag) -> Place:
    """A tag as a place."""
    return Place(
        "tag", tag.name, f"#{tag.name}", f"#{query.quoted(tag.name)}", empty="Nobody has this tag now."
    )


def listed(categories: Iterable[Category]) -> Sequence[Place]:
    """The views and the categories, from top to bottom; those below another right behind it."""
    rows = list(categories)
    named = {category.name.casefold(): category for category in rows}
    above = {row.id: named.get(row.name.rpartition("/")[0].strip().casefold()) for row in rows}
    places: list[Place] = [*VIEWS]

    def add(category: Category) -> None:
        places.append(of_category(category, above[category.id]))
        for below in rows:
            if above[below.id] is category:
                add(below)

    for category in rows:
        if above[category.id] is None:
            add(category)
    return places


def digits(places: Sequence[Place]) -> dict[str, Place]:
    """The place of each digit: what stands below a category has none."""
    first = (place for place in places if not place.letter and not place.above)
    return dict(zip("123456789", first, strict=False))
