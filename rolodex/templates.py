"""Texts with placeholders in braces, `Hi {first_name}`, filled in with values. Nothing in either is code."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rolodex.model import BadInput
from rolodex.text import shown

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each placeholder replaced by its value, in one pass: a value is never looked into.

    Raises BadInput for a placeholder that there is no value for.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1].strip()
        if name not in values:
            known = ", ".join(f"{{{one}}}" for one in values)
            raise BadInput(f"There is no placeholder “{shown(match[0])}”. There are: {known}.")
        return values[name]

    return _PLACEHOLDER.sub(value, text)
