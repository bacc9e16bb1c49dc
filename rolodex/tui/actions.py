"""Every action once: its key and its words. Bindings, footer, command line and help are made of this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do on the main screen."""

    id: str
    """Stable: a person's own keys refer to it, and `action_ID` carries it out."""
    keys: str
    """Textual's key names, separated by commas."""
    label: str
    """One or two words for the footer."""
    about: str
    """A sentence for the command line and the help, without a full stop."""
    group: str
    shown: str = ""
    """How the keys are written for people, where Textual's names are not."""

    @property
    def key(self) -> str:
        """The first key as people write it."""
        return self.shown or self.keys.split(",")[0]


ACTIONS: tuple[Action, ...] = (
    Action(
        "search",
        "slash",
        "find",
        "Search everything as you type: names, companies, tags, notes, the log",
        "Find",
        "/",
    ),
    Action("jump", "apostrophe", "jump", "Jump to a letter of the alphabet", "Find", "' A"),
    Action("sort", "s", "sort", "Sort by name, last contact, company, when met or when added", "Find"),
    Action("next_match", "n", "next", "The next person whom the last query fits", "Find"),
    Action("previous_match", "N", "previous", "The person before whom the last query fits", "Find"),
    Action(
        "kind", "F", "kinds", "On the card show the entries of one kind, then of the next, then all", "Find"
    ),
    Action("untagged", "U", "untagged", "Those without a tag", "Find"),
    Action("unmet", "W", "how met?", "Those of whom you do not know how you met", "Find"),
    Action(
        "review",
        "V",
        "review",
        "Go through those shown whom you are about to forget; in Never met, through those to keep or not",
        "Find",
    ),
    Action(
        "statistics",
        "number_sign",
        "numbers",
        "The book in numbers, and plots by month and year",
        "Find",
        "#",
    ),
    Action("duplicates", "M", "duplicates", "People who are likely one person, with the reasons", "Find"),
    Action(
        "log", "l", "log", "Log in a line: who, what, when; else with the person or the marked ones", "Do"
    ),
    Action(
        "follow_up", "f", "follow up", "Keep in mind what to do about the person or the marked ones", "Do"
    ),
    Action(
        "favour",
        "p",
        "favour",
        "Keep what you asked the person or the marked ones for, or promised them",
        "Do",
    ),
    Action("owed", "O", "owed", "What is open both ways: asked of others, and promised by you", "Do"),
    Action("done", "x", "done", "What is due next is done; offers to log it", "Do"),
    Action("snooze", "z", "snooze", "Put off what is due next, or a talk that is", "Do"),
    Action(
        "cadence",
        "K",
        "keep in touch",
        "How often to be in touch with the person, the marked ones, or those with the sidebar's tag",
        "Do",
    ),
    Action(
        "how_well", "w", "how well", "How well you know the person or the marked ones: trust, and how", "Do"
    ),
    Action("tag", "t", "tag", "Put tags on the person or the marked ones, or take them off", "Do"),
    Action("add", "a", "add", "Add a person", "Do"),
    Action("edit", "e", "edit", "Edit the person, or on the card the entry at the cursor", "Do"),
    Action(
        "edit_text",
        "E",
        "in editor",
        "Edit the person's note, or the text of the entry, in $VISUAL or $EDITOR",
        "Do",
    ),
    Action("add_lines", "plus", "one a line", "Add people as you meet them, one a line", "Do", "+"),
    Action(
        "event",
        "at",
        "event",
        "Be at an event: whoever you add or log gets its name, place, day and tag; again to end it",
        "Do",
        "@",
    ),
    Action("brief", "b", "brief", "What to remember of the person or the marked ones before a meeting", "Do"),
    Action("merge", "m", "merge", "Make one of the marked people; with none marked, look for doubles", "Do"),
    Action("star", "S", "star", "Star the person or the marked ones, or take the star", "Do"),
    Action("archive", "A", "archive", "Archive the person or the marked ones, or bring them back", "Do"),
    Action(
        "delete",
        "D,delete",
        "delete",
        "Delete the person or the marked ones, or on the card the entry at the cursor",
        "Do",
    ),
    Action("copy", "y", "copy", "Copy name and email of the person or the marked ones", "Do"),
    Action(
        "mark",
        "space",
        "mark",
        "Mark the person, or in the sidebar add the tag to the filter",
        "Mark",
        "Space",
    ),
    Action("mark_range", "v", "range", "Mark from here on as you move; again to end", "Mark"),
    Action(
        "mark_all", "asterisk", "mark all", "Mark all shown, or unmark them when all are marked", "Mark", "*"
    ),
    Action("undo", "u", "undo", "Undo the last change", "Change"),
    Action("redo", "ctrl+r", "redo", "Redo what was undone", "Change", "^r"),
    Action("history", "H", "history", "Every change of the book, to undo or redo any", "Change"),
    Action("person_history", "h", "person's history", "What changed of this person, and when", "Change"),
    Action("category", "c", "category", "Edit the category in view, or make a new one", "Arrange"),
    Action(
        "new_category",
        "C",
        "new category",
        "Keep what is shown as a category: a named view with its own columns and fields",
        "Arrange",
    ),
    Action("requests", "r", "requests", "Connection requests: accept, decline, reply", "Find"),
    Action(
        "groups",
        "B",
        "groups",
        "Groups and conferences: who is in each and what they said there; fill one again from a list",
        "Arrange",
    ),
    Action("rename_tag", "R", "rename tag", "Rename the tag at the sidebar's cursor", "Arrange"),
    Action(
        "introductions",
        "I",
        "introductions",
        "Introductions: who was asked and agreed, what to write next, what came of them",
        "Do",
    ),
    Action("paths", "P", "who knows them", "Who can introduce you to the person", "Find"),
    Action("surroundings", "L", "surroundings", "Who came through whom, around the person", "Find"),
    Action(
        "import",
        "i",
        "import",
        "Import an archive of LinkedIn, X or Facebook or any sheet; with two people marked, introduce them",
        "Arrange",
    ),
    Action(
        "export",
        "X",
        "export",
        "Write the marked ones, or all shown, to a file: csv, vcf, jsonl, md, ics",
        "Arrange",
    ),
    Action("qr", "Q", "QR code", "Show the person's card as a QR code, to be scanned", "Do"),
    Action(
        "open",
        "enter",
        "open",
        "Open the person's card, or the view at the sidebar's cursor",
        "Move",
        "Enter",
    ),
    Action("back", "escape", "back", "Close the card, clear the search, then unmark all", "Move", "Esc"),
    Action("theme", "T", "theme", "Choose a theme; it is remembered", "Program"),
    Action(
        "command_line",
        "colon,ctrl+p",
        "command",
        "Do anything or go to anybody by name, or type a command",
        "Program",
        ":",
    ),
    Action("help", "question_mark,f1", "help", "All keys, and the query language", "Program", "?"),
    Action("quit", "q,ctrl+q", "quit", "Leave; everything is saved already", "Program"),
)


@dataclass(frozen=True, slots=True)
class Command:
    """Something to type on the command line, with what it is about behind it."""

    name: str
    """Its first word. `command_NAME` of the main screen is given the rest and carries it out."""
    takes: str
    """What stands behind it, in one word; in brackets when it may be left out."""
    about: str


COMMANDS: tuple[Command, ...] = (
    Command("log", "TEXT", "Log what the line says, or begins to"),
    Command("favour", "TEXT", "Keep a favour: asked for a reference; promised the slides by fri"),
    Command("tag", "TAGS", "Tag the person or the marked ones: rust -conference takes that one off"),
    Command("add", "NAME", "Add a person"),
    Command("event", "EVENT", "Be at an event, PyCon 2026 @Pittsburgh #conference/pycon; off ends it"),
    Command("export", "FILE", "Write the marked ones, or all shown, to a file; its ending says as what"),
    Command("find", "QUERY", "Show those whom a query fits"),
    Command("sort", "ORDER", "Sort the list"),
    Command("category", "NAME", "Go to a category"),
    Command("request", "NAME: MESSAGE", "Write down a connection request; without words list them"),
    Command("group", "NAME", "Show who is in a group, and what they said or did there"),
    Command("trust", "TRUST", "How far you trust the person or the marked ones: vouch, know, met, no"),
    Command("known", "HOW", "How you know them: worked, met, talked, wrote, recommended, never"),
    Command("archive", "WHY", "Archive the person or the marked ones, with a reason"),
    Command(
        "prune", "QUERY", "Go through those whom a query fits: keep, archive, or say how well you know them"
    ),
    Command("intro", "[NAMES]", "Introduce people, ada to grace re compilers; without names list all"),
    Command("link", "NAMES", "Say that two worked together, ada to grace; or ada to grace as knows"),
    Command("paths", "[NAME]", "Who can introduce you to a person, or to somebody of a company"),
    Command("pairs", "[QUERY]", "Who should know each other: one is looking for what the other has"),
    Command("theme", "NAME", "Choose a theme"),
)

MOVES: tuple[tuple[str, str], ...] = (
    ("j k ↓ ↑", "down, up"),
    ("g G Home End", "first, last"),
    ("^d ^u PgDn PgUp", "half a page or a page down, up"),
    ("Tab", "next pane"),
    ("1 – 9", "views and categories, as numbered in the sidebar"),
    ("← →", "in the sidebar: fold and unfold tags"),
)
"""Keys that move, for the help: they are not actions that one would look for by name."""

_FOOTER = {
    "people": ("search", "log", "tag", "edit", "mark"),
    "marked": ("tag", "log", "brief", "merge", "archive", "delete", "back"),
    "two": ("tag", "log", "brief", "import", "merge", "archive", "delete", "back"),
    "due": ("done", "snooze", "log", "follow_up", "open"),
    "sidebar": ("open", "mark", "category", "rename_tag", "delete"),
    "card": ("log", "brief", "edit", "edit_text", "kind", "back"),
    "to_do": ("done", "snooze", "edit", "delete", "kind", "back"),
    "favour": ("done", "edit", "delete", "owed", "kind", "back"),
    "request": ("requests", "delete", "log", "kind", "back"),
    "entry": ("edit", "edit_text", "delete", "log", "kind", "back"),
}
_ALWAYS = ("undo", "command_line", "help")
_TYPING = (
    Action("keep_filter", "enter", "keep", "Leave the line, the list stays as it is", "Find", "Enter"),
    Action("give_back", "escape", "clear", "Leave the line and forget what was typed", "Find", "Esc"),
    Action("focused.complete", "tab", "complete", "Complete what is being typed", "Find", "Tab"),
    Action("move_in_list(1)", "down", "down, up", "Move in the list or the earlier queries", "Find", "↓ ↑"),
)
"""Those of the search line, where every letter is text."""


def bindings() -> list[BindingType]:
    """The bindings of the main screen.

    They have priority, as those of the lists have: so keys are carried out one after the other in the order
    they were pressed, however fast they come, and none of them is taken for somebody else's.
    """
    return [Binding(action.keys, action.id, action.label, id=action.id, priority=True) for action in ACTIONS]


def rebound(keys: Mapping[str, str]) -> tuple[Action, ...]:
    """The actions with a person's own keys, by id, in place of the built-in ones."""
    return tuple(
        replace(action, keys=keys[action.id], shown="") if action.id in keys else action for action in ACTIONS
    )


def in_footer(where: str, actions: Iterable[Action]) -> list[Action]:
    """What matters where the focus is: a pane, `query`, `due`, `marked`, `two` of them, a sort of entry."""
    if where == "query":
        return list(_TYPING)
    known = {action.id: action for action in actions}
    if where == "two":
        known["import"] = replace(known["import"], label="introduce")
    return [known[id] for id in (*_FOOTER.get(where, _FOOTER["people"]), *_ALWAYS)]
