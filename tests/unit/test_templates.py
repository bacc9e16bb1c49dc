"""Placeholders: filled in once, and nothing else."""

from __future__ import annotations

import pytest

from rolodex.model import BadInput
from rolodex.templates import filled
from tests.unit.hostile import HOSTILE


def test_a_placeholder_is_replaced_wherever_it_stands() -> None:
    assert filled("{name}, { name }: {other}", {"name": "Ada", "other": ""}) == "Ada, Ada: "


@pytest.mark.parametrize("value", ["{other}", "{{name}}", "}{", "\"'\n{", "\\1 \\g<0>", *HOSTILE.values()])
def test_a_value_is_never_looked_into(value: str) -> None:
    assert filled("a {name} b", {"name": value, "other": "x"}) == f"a {value} b"


@pytest.mark.parametrize("text", ["{nam}", "{name.__class__}", "{name!r}", "{0}", "{}", "{name:>9}"])
def test_an_unknown_placeholder_is_refused_with_those_there_are(text: str) -> None:
    with pytest.raises(BadInput, match=r"There are: \{name\}, \{other\}\."):
        filled(text, {"name": "Ada", "other": "x"})


def test_a_brace_alone_is_text() -> None:
    assert filled("} {\n} {", {}) == "} {\n} {"
