"""The grammar of the log by examples: the help shows them, and the tests read them."""

from __future__ import annotations

from dataclasses import dataclass

from rolodex.sentence.values import Role


@dataclass(frozen=True, slots=True)
class Example:
    """A line of the log, and what one of its pieces says."""

    line: str
    meaning: str
    role: Role
    """What the piece is that it is an example of."""


EXAMPLES: tuple[Example, ...] = (
    Example("coffee with ada and grace hopper", "who was there: any name of theirs, @ada too", "person"),
    Example("coffee with ada (acme)", "which Ada: by company, city, tag, or the others there", "person"),
    Example("met **Joe, tall, Rust**", "somebody new, with a note; tagged #half-known", "new"),
    Example("called ada", "what it was: coffee, lunch, call, mail, message, event; else a meeting", "kind"),
    Example("kind:pitch with ada", "a kind of your own", "kind"),
    Example("tea with ada yesterday", "when: last tue, 12 mar, mon-wed, 3 days ago; else today", "day"),
    Example("call ada 3pm", "the time of day; it stays before the text", "time"),
    Example("lunch with ada #conference/pycon-2026", "a tag of the entry", "tag"),
    Example("lunch with ada +2w send the paper", "what is to follow, by when: +fri, +3mo", "follow-up"),
    Example(
        "lunch with ada, follow up next week: slides", "the same in words; remind me in 2 weeks", "follow-up"
    ),
    Example("tea with ada +every 3 months", "a follow-up that comes again", "follow-up"),
)
