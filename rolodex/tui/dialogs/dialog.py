"""What every dialog has: a frame with a title, its keys at the foot, and a line that says what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rolodex.model import RolodexError
from rolodex.text import shown
from rolodex.tui.dialogs.opening import Opened

Result = TypeVar("Result")

_REMOVED_AFTER = 0.3
"""Seconds that a closed dialog is still there, unseen."""

_CORNERS = 6
"""Cells of the foot of the frame that its corners and what stands between them and the keys take."""

_LONGEST_TITLE = 200
"""Characters of a title that are measured and drawn; the frame is never wider."""


class Dialog(ModalScreen[Result | None]):
    """A framed screen over the others. It is dismissed with its result, or with None when it was left.

    The bindings of a subclass that are shown stand at the foot of the frame, where they can be clicked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "cancel", key_display="Esc")]

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > .frame {
            width: 76;
            max-width: 96%;
            height: auto;
            max-height: 94%;
            padding: 0 1;
            background: $surface;
            border: round $primary;
            border-title-color: $primary;
            border-title-style: bold;
            border-subtitle-color: $text-muted;
            border-subtitle-align: right;
        }
        & .problem {
            display: none;
            width: 100%;
            height: auto;
            color: $error;
            &.-said { display: block; }
        }
        & .muted { color: $text-muted; }
        & .nothing {
            display: none; height: 1fr; content-align: center middle; text-align: center;
            color: $foreground-muted;
        }
        &.-empty .nothing { display: block; }
        Input.line, TextArea.lines {
            padding: 0 1;
            background: $foreground 5%;
            &:focus { background: $primary 18%; }
        }
    }
    """

    takes_keys_at_once = True
    """False where the focus is put somewhere later; then the subclass posts `Opened` itself."""

    def __init__(self, title: str) -> None:
        """`title` may hold anything: it is shown as text."""
        super().__init__()
        self._title = title
        self._busy = False
        self._trouble = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="frame") as frame:
            frame.border_title = Content(shown(self._title[:_LONGEST_TITLE]))
            yield from self.compose_body()
            yield Static(classes="problem", markup=False)

    def compose_body(self) -> ComposeResult:
        """What stands between the title and the line for problems."""
        raise NotImplementedError

    def on_mount(self) -> None:
        # after that of a subclass, which must not call it: Textual calls the handlers of every class
        self.show_keys()
        if self.takes_keys_at_once:
            self.call_after_refresh(self.post_message, Opened())

    def on_resize(self) -> None:
        self.fit()
        # once the frame has its new width
        self.call_after_refresh(self.show_keys)

    def fit(self) -> None:
        """Once it is laid out, keep what scrolls within what the other lines leave of the frame."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        room = self.size.height * 94 // 100 - 2
        for scroll in self.query(VerticalScroll):
            for other in self.query_one(".frame").children:
                if other is not scroll and other.display:
                    room -= other.outer_size.height
            scroll.styles.max_height = max(3, room - scroll.styles.margin.height)

    def show_keys(self) -> None:
        """Write the keys at the foot of the frame: those whose action can be done now, the way out last.

        Where there is no room for all of them, those that a subclass names last are left out.
        """
        own = [cls.__dict__.get("BINDINGS", ()) for cls in type(self).__mro__ if issubclass(cls, Dialog)]
        found = [binding for bindings in own for binding in bindings if isinstance(binding, Binding)]
        by_action = {binding.action: binding for binding in reversed(found)}
        possible = [b for b in reversed(by_action.values()) if b.show and self.check_action(b.action, ())]
        hints = [
            Content.from_markup(
                f"[@click=screen.{binding.action}][b]{binding.key_display or binding.key}[/b] $words[/]",
                words=binding.description,
            )
            for binding in sorted(possible, key=lambda binding: binding.action == "leave")
        ]
        frame = self.query_one(".frame")
        room = frame.outer_size.width - _CORNERS if frame.outer_size else _LONGEST_TITLE
        while len(hints) > 1 and Content(" · ").join(hints).cell_length > room:
            del hints[-2]
        frame.border_subtitle = Content(" · ").join(hints)

    def say(self, sentence: str) -> None:
        """Show what went wrong, or with an empty text that nothing did."""
        if sentence == self._trouble:
            return  # at each letter typed: what is drawn anew may move
        self._trouble = sentence
        problem = self.query_one(".problem", Static)
        problem.update(shown(sentence))
        problem.set_class(bool(sentence), "-said")
        self.fit()

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Show the sentence of a RolodexError in the dialog, which then stays open."""
        try:
            yield
        except RolodexError as error:
            self.say(str(error))

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with a result.

        An installed screen is not removed when it closes. It is a moment later: the removal of a screen has
        the one below laid out and drawn whole, and that would come before what the result changed there.
        """
        app = self.app
        app.install_screen(self, f"closed-{id(self)}")

        async def remove() -> None:
            app.uninstall_screen(self)
            await self.remove()

        app.set_timer(_REMOVED_AFTER, remove)
        return super().dismiss(result)

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)
