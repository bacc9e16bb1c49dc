"""Who knows whom: paths to somebody, those who should know each other, and who came through whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from rolodex.book.pairing import Pair
from rolodex.book.reaching import PathTo
from rolodex.book.surrounding import Branch
from rolodex.text import fit, shown
from rolodex.tui.dialogs.dialog_lines import drawn
from rolodex.tui.dialogs.listing import Listing
from rolodex.tui.store import Store
from rolodex.tui.widgets.wrap import hanging

_INDENT = 3
_ALONE = (
    "",
    "Nobody came through them, and they are linked with nobody.",
    "e says through whom you met them; :link ada to grace links two people.",
)


class _Wide(Listing[int]):
    """Lines about people. Dismissed with the id of the one at the cursor, to go there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "go to", key_display="Enter", priority=True)
    ]

    DEFAULT_CSS = """
    _Wide {
        & > .frame { width: 96%; max-width: 130; height: auto; max-height: 84%; }
        & OptionList { height: auto; max-height: 28; text-wrap: wrap; }
        & .nothing { height: auto; padding: 1 0; }
    }
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a line there is nothing to choose."""
        return action not in ("choose", "around") or not self.is_mounted or self.at is not None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Go to the person at the cursor."""
        raise NotImplementedError


class PathsScreen(_Wide):
    """The paths to somebody, the best first; Enter goes to the one to be asked."""

    def __init__(self, store: Store, name: str, paths: Sequence[PathTo]) -> None:
        self.nothing = (
            f"Nobody you know leads to {shown(name)} in three steps.\n\n"
            "Paths go through who met through whom (e), introductions, talks with both,\n"
            "and links: :link ada to grace says that they worked together."
        )
        super().__init__(f"Who can introduce you to {name}", store, store.today)
        self._paths = paths

    def on_mount(self) -> None:
        super().on_mount()
        self.fill([_path(path) for path in self._paths])

    def action_choose(self) -> None:
        if self.at is not None:
            self.dismiss(self._paths[self.at].hops[0].person.id)


class PairsScreen(_Wide):
    """Who should know each other, each pair with its reasons; Enter begins to introduce them.

    Dismissed with the number of the pair.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,i", "choose", "introduce", key_display="Enter", priority=True)
    ]

    nothing = (
        "Nobody is looking for what another has.\n\n"
        "Say it in two fields of people (e): looking for, and can help with.\n"
        "Tags and companies count as what somebody has."
    )

    def __init__(self, store: Store, pairs: Sequence[Pair]) -> None:
        super().__init__("Who should know each other", store, store.today)
        self._pairs = pairs

    def on_mount(self) -> None:
        super().on_mount()
        self._draw()

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        """The pairs, their reasons wrapped to the width of the frame."""
        width = self.query_one(".frame").content_size.width - 3
        self.fill([_pair(pair, max(30, width)) for pair in self._pairs])

    def action_choose(self) -> None:
        if self.at is not None:
            self.dismiss(self.at)


class SurroundingsScreen(_Wide):
    """Who came through whom, around somebody; `L` goes on around the one at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("L", "around", "around them", priority=True)]

    DEFAULT_CSS = "SurroundingsScreen OptionList { text-wrap: nowrap; }"

    nothing = "They are no longer in the book."

    def __init__(self, store: Store, name: str, tree: Sequence[Branch]) -> None:
        super().__init__(f"Around {name}", store, store.today)
        self._tree = tree

    def on_mount(self) -> None:
        super().on_mount()
        self._draw()

    def _draw(self) -> None:
        lines = [_branch(branch) for branch in self._tree]
        if len(lines) == 1:
            lines += [Content.styled(line, "$foreground-muted") for line in _ALONE]
        off = [number for number, branch in enumerate(self._tree) if not branch.contact]
        self.fill(lines, off=[*off, *range(len(self._tree), len(lines))])
        middle = (number for number, branch in enumerate(self._tree) if branch.is_middle)
        self.query_one(OptionList).highlighted = next(middle, None)

    def _contact(self) -> int:
        return self._tree[self.at].contact if self.at is not None else 0

    def action_choose(self) -> None:
        if contact := self._contact():
            self.dismiss(contact)

    @work(exclusive=True)
    async def action_around(self) -> None:
        """Draw the surroundings of the one at the cursor."""
        contact = self._contact()
        if not contact:
            return
        with self.telling():
            self._tree = await self.store.call(lambda book: book.around(contact))
            self._draw()


def _path(path: PathTo) -> Content:
    said = Content("You")
    for hop in path.hops:
        said = said.append(
            Content.assemble(
                (" → ", "$primary"),
                (shown(hop.person.name), "bold"),
                (f" ({shown(hop.why)})", "$foreground-muted"),
            )
        )
    return said


def _pair(pair: Pair, width: int) -> Content:
    """Their names, and below them why, indented and no wider than that many cells."""
    one, other = (fit(drawn(person.name), width // 2 - 2) for person in (pair.one, pair.other))
    reasons = Content.styled(drawn(" · ".join(pair.reasons)), "$foreground-muted")
    lead = Content(" " * _INDENT)
    return Content("\n").join(
        [Content.styled(f"{one} ↔ {other}", "bold"), *hanging(lead, reasons, width, _INDENT)]
    )


def _branch(branch: Branch) -> Content:
    name = "bold $primary" if branch.is_middle else "" if branch.contact else "$foreground-muted"
    about = f"  {branch.about}" if branch.about else ""
    return Content.assemble(
        (branch.lead, "$foreground-muted"), (shown(branch.name), name), (shown(about), "$foreground-muted")
    )
