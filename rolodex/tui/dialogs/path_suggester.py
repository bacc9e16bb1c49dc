"""Completes a path that is typed."""

from __future__ import annotations

import os

from textual.suggester import Suggester

from rolodex.text import shown


class Paths(Suggester):
    """Completes what is typed to a file or folder."""

    def __init__(self, behind: str = "") -> None:
        """Nothing is completed but a path that stands `behind` these words."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._behind = behind

    async def get_suggestion(self, value: str) -> str | None:
        if not value.casefold().startswith(self._behind):
            return None
        words, path = value[: len(self._behind)], value[len(self._behind) :]
        folder, name = os.path.split(path)
        try:
            found = sorted(os.listdir(os.path.expanduser(folder) or "."))
        except (OSError, ValueError):
            return None
        for entry in found:
            hidden = entry.startswith(".") and not name.startswith(".")
            if entry.startswith(name) and entry != name and not hidden and shown(entry) == entry:
                whole = os.path.join(folder, entry)
                return words + whole + os.sep * os.path.isdir(os.path.expanduser(whole))
        return None
