"""README.md and its pictures are those of the program as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.readme import README, filled
from tests.screenshots import FOLDER, SHOTS, Shot, draw


def test_the_tables_of_the_readme_are_the_programs_own() -> None:
    text = README.read_text("utf-8")
    assert filled(text) == text, "run python -m tests.readme"


def test_every_picture_is_drawn_by_the_command_and_shown_in_the_readme() -> None:
    shown = set(re.findall(r"screenshots/([\w-]+)\.svg", README.read_text("utf-8")))
    assert shown == {shot.name for shot in SHOTS} == {file.stem for file in FOLDER.iterdir()}


@pytest.fixture(scope="session")
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo book of the pictures is made, once."""
    return tmp_path_factory.mktemp("drawing")


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_a_picture_shows_what_the_app_shows(shot: Shot, drawing: Path) -> None:
    drawn = (FOLDER / f"{shot.name}.svg").read_text("utf-8")
    assert await draw(shot, drawing) == drawn, "look at it, then run python -m tests.screenshots"
