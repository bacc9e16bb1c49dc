"""A question with a few answers, each with its key: yes or no, and what becomes of a form that is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, Literal, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from rolodex.text import shown, shown_lines
from rolodex.tui.dialogs.dialog import Dialog

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Answer(Generic[Result]):
    """One way to answer."""

    key: str
    """The letter that gives it."""
    words: str
    result: Result


class Question(Dialog[Result]):
    """A question. Enter gives the answer with the cursor, at first the first one; Escape the last one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "cancel", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    DEFAULT_CSS = """
    Question {
        & > .frame { width: 60; padding: 1 2 0 2; }
        & .question { width: 100%; max-height: 8; text-style: bold; }
        & .detail { width: 100%; max-height: 8; color: $text-muted; }
        & Horizontal { height: 1; margin-top: 1; align-horizontal: right; }
        & Button { margin-left: 2; min-width: 8; width: auto; }
    }
    """

    def __init__(self, question: str, answers: Sequence[Answer[Result]], detail: str = "") -> None:
        super().__init__("")
        self._question = question
        self._detail = detail
        self._answers = answers

    def compose_body(self) -> ComposeResult:
        yield Static(shown_lines(self._question), classes="question", markup=False)
        if self._detail:
            yield Static(shown_lines(self._detail), classes="detail", markup=False)
        with Horizontal():
            for number, answer in enumerate(self._answers):
                label = Content.assemble(shown(answer.words), "  ", (answer.key, "not bold underline"))
                yield Button(
                    label, variant="default" if number else "primary", id=f"answer-{number}", compact=True
                )

    def on_key(self, event: events.Key) -> None:
        for answer in self._answers:
            if event.character and event.character.lower() == answer.key:
                event.stop()
                self.dismiss(answer.result)
                return

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        number = int((event.button.id or "answer-0").removeprefix("answer-"))
        self.dismiss(self._answers[number].result)

    def action_leave(self) -> None:
        self.dismiss(self._answers[-1].result)


class Confirm(Question[bool]):
    """Yes or no: `y`, `n`, Enter for yes, Escape for no."""

    def __init__(self, question: str, yes: str, no: str = "Cancel", detail: str = "") -> None:
        super().__init__(question, (Answer("y", yes, True), Answer("n", no, False)), detail)


Left = Literal["save", "discard", "keep", "later"]


class Leaving(Question[Left]):
    """What to do with what was typed into a form that is being left. Escape leaves it for the next time."""

    def __init__(self) -> None:
        super().__init__(
            "Save what you typed?",
            (
                Answer("s", "Save", "save"),
                Answer("t", "Throw away", "discard"),
                Answer("k", "Keep editing", "keep"),
            ),
            "Esc again leaves without saving; what you typed is there again next time.",
        )

    def action_leave(self) -> None:
        self.dismiss("later")
