"""Questions and prompts."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from rolodex.tui.dialogs.confirm import Confirm
from rolodex.tui.dialogs.prompt import Prompt
from tests.tui.dialog_host import OPEN, shown
from tests.unit.hostile import HOSTILE


def no_slash(text: str) -> str | None:
    return "A slash can't stand here." if "/" in text else None


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("y",), True),
        (("Y",), True),
        (("enter",), True),
        (("n",), False),
        (("escape",), False),
        (("right", "enter"), False),
        (("tab", "enter"), False),
        (("x", "y"), True),
    ],
)
async def test_a_question_is_answered_with_keys(tmp_path: Path, keys: tuple[str, ...], answer: bool) -> None:
    async with shown(tmp_path / "book.db", lambda store: Confirm("Delete 37 people?", "Delete")) as question:
        await question.press(*keys)
        assert await question.closed() is answer


@pytest.mark.parametrize(("button", "answer"), [("#answer-0", True), ("#answer-1", False)])
async def test_a_question_is_answered_with_the_mouse(tmp_path: Path, button: str, answer: bool) -> None:
    async with shown(tmp_path / "book.db", lambda store: Confirm("Delete?", "Delete", "Keep")) as question:
        await question.pilot.click(button)
        assert await question.closed() is answer


async def test_hostile_questions_are_only_text_and_leave_room_for_the_answers(tmp_path: Path) -> None:
    texts = [*HOSTILE.values()]
    for question_text, yes, detail in zip(texts[::3], texts[1::3], texts[2::3], strict=True):
        make = partial(Confirm, f"Delete {question_text}?", yes[:20], "No", detail)
        async with shown(
            tmp_path / "book.db",
            lambda store, make=make: make(),  # type: ignore[misc]
        ) as question:
            assert not set(question.on_screen) & set("\x1b\u202e\x07\0")
            assert question.dialog.query_one("#answer-0").region.bottom < 24
            await question.press("y")
            assert await question.closed() is True


async def test_a_prompt_gives_the_text_as_it_was_changed(tmp_path: Path) -> None:
    async with shown(tmp_path / "book.db", lambda store: Prompt("Rename #rust", "rust")) as prompt:
        await prompt.type("-2")
        await prompt.press("enter")
        assert await prompt.closed() == "rust-2"


async def test_a_prompt_left_with_escape_gives_nothing(tmp_path: Path) -> None:
    async with shown(tmp_path / "book.db", lambda store: Prompt("Rename #rust", "rust")) as prompt:
        await prompt.press("escape")
        assert await prompt.closed() is None


async def test_a_prompt_stays_open_with_the_sentence_against_a_text(tmp_path: Path) -> None:
    async with shown(tmp_path / "book.db", lambda store: Prompt("Name", check=no_slash)) as prompt:
        await prompt.type("a/")
        await prompt.press("enter")
        assert prompt.problem == "A slash can't stand here."
        assert prompt.result is OPEN
        await prompt.press("backspace", "enter")
        assert await prompt.closed() == "a"


async def test_hostile_prompts_are_only_text(tmp_path: Path) -> None:
    texts = [*HOSTILE.values()]
    for title, value, placeholder in zip(texts[::3], texts[1::3], texts[2::3], strict=True):
        make = partial(Prompt, title, value, placeholder)
        async with shown(
            tmp_path / "book.db",
            lambda store, make=make: make(),  # type: ignore[misc]
        ) as prompt:
            assert not set(prompt.on_screen) & set("\x1b\u202e\x07\0")
