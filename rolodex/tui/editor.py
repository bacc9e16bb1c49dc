"""A text handed to the person's own editor, and what comes back of it."""

from __future__ import annotations

import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from rolodex.model import BadInput
from rolodex.text import shown, storable

_USUAL = ("vi", "nano")
"""Tried in turn where no editor is set, vi first as git does."""


def command(environment: Mapping[str, str]) -> list[str]:
    """The editor with its options: of $VISUAL, else of $EDITOR, else a usual one.

    Split as a shell would, but no shell runs it. Raises BadInput where there is none or it can't be split.
    """
    for name in ("VISUAL", "EDITOR"):
        value = environment.get(name, "").strip()
        if not value:
            continue
        try:
            words = shlex.split(value)
        except ValueError as error:
            raise BadInput(f"${name} is “{shown(value)}”, which has no end of its quotes.") from error
        if words:
            return words
    for name in _USUAL:
        if found := shutil.which(name, path=environment.get("PATH")):
            return [found]
    raise BadInput("There is no editor: set $VISUAL or $EDITOR to the one you like.")


class Sheet:
    """A file of one's own that holds a text while it is edited; it is gone after, unless it was kept."""

    def __init__(self, text: str) -> None:
        # a folder that only its owner can enter: what an editor writes beside the file is private too
        self._folder = Path(tempfile.mkdtemp(prefix="rolodex-"))
        self.path = self._folder / "text.txt"
        self._before = text.strip()
        self._kept = False
        self._problem = ""
        self.path.touch(0o600)
        self.path.write_text(f"{text}\n" if text else "", "utf-8")

    def __enter__(self) -> Sheet:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._kept:
            shutil.rmtree(self._folder, ignore_errors=True)

    def keep(self) -> Path:
        """Leave the file where it is: its text could not be saved elsewhere."""
        self._kept = True
        return self.path

    def edit(self, words: list[str]) -> None:
        """Run the editor on the file and wait for its end; the terminal is its own meanwhile.

        It raises nothing: `text` says how it went, once the terminal is ours again.
        """
        program = shown(words[0])
        try:
            with subprocess.Popen([*words, str(self.path)]) as process:
                code = _wait(process)
        except OSError as error:
            self._problem = f"The editor {program} can't be run ({error.strerror}): set $VISUAL or $EDITOR."
        else:
            self._problem = f"The editor {program} ended with code {code}." if code else ""

    def text(self) -> str | None:
        """What was written; None where it is what stood there before. Raises BadInput where it failed."""
        if self._problem:
            raise BadInput(f"{self._problem} Nothing was changed.")
        try:
            text = storable(self.path.read_text("utf-8")).strip()
        except (OSError, ValueError) as error:
            raise BadInput("What the editor left can't be read as UTF-8. Nothing was changed.") from error
        return None if text == self._before else text


def _wait(process: subprocess.Popen[bytes]) -> int:
    # ^C and ^\ are keys of the editor's, though the terminal sends them to this process as well
    before = [(number, signal.signal(number, signal.SIG_IGN)) for number in (signal.SIGINT, signal.SIGQUIT)]
    try:
        return process.wait()
    finally:
        for number, handler in before:
            signal.signal(number, handler)
