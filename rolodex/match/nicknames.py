"""Given names that stand for one another (Bob and Robert), from the kept list in nicknames.txt."""

from __future__ import annotations

from functools import cache
from importlib import resources

from rolodex.match.folding import fold


def namesakes(name: str) -> dict[str, bool]:
    """The other names of someone called by this folded name; True where one of the two is the full form.

    `bob` gives `robert` (True) and `rob` (False: both are short forms). The list says where it is from.
    """
    return _read().get(name, {})


@cache
def _read() -> dict[str, dict[str, bool]]:
    found: dict[str, dict[str, bool]] = {}
    text = resources.files("rolodex.match").joinpath("nicknames.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        full, short = (fold(part).split() for part in line.split(":"))
        for name in full + short:
            others = found.setdefault(name, {})
            for other in full + short:
                if other != name:
                    others[other] = others.get(other, False) or name in full or other in full
    return found
