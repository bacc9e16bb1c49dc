"""A program in a terminal of its own: keys go in, and when each part of the screen was painted is known."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from types import TracebackType

import pyte

COLUMNS, ROWS = 120, 36
_REPOSITORY = Path(__file__).parents[2]

# keyboard protocol requests that pyte would print
_ODD = re.compile(r"\x1b\[[<>=?][0-9;]*u")


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of the screen, half open."""

    top: int = 0
    left: int = 0
    bottom: int = ROWS
    right: int = COLUMNS


WHOLE = Region()


class Terminal:
    """A child in a pseudo-terminal of 120 by 36, killed when the block is left.

    Every piece of output is stamped when it is read and only drawn when the child is silent, so that drawing
    (which is slow) delays no stamp.
    """

    def __init__(
        self, command: Sequence[str], home: Path, variables: Mapping[str, str] | None = None
    ) -> None:
        """Start `command` with `home` as its home folder: it sees no settings of whoever runs this."""
        home.mkdir(parents=True, exist_ok=True)
        environment = {
            **{
                name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ROLODEX_"))
            },
            **{"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"},
            **(variables or {}),
        }
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._output: deque[tuple[float, bytes]] = deque()
        self.started = monotonic()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.chdir(_REPOSITORY)
                os.execvpe(command[0], list(command), environment)
            finally:
                os._exit(127)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def wait_for(self, seen: Callable[[Sequence[str]], bool], seconds: float = 60) -> float:
        """The moment (`time.monotonic`) at which the screen's lines were as wanted. Raises TimeoutError."""
        end = monotonic() + seconds
        if seen(self.screen.display):
            return monotonic()
        while monotonic() < end:
            if self._read(0.01) and len(self._output) < 64:
                continue
            for at in self._draw():
                if seen(self.screen.display):
                    return at
        shown = "\n".join(line.rstrip() for line in self.screen.display if line.strip())
        raise TimeoutError(f"not seen within {seconds:g} seconds:\n{shown}")

    def press(self, keys: str, region: Region = WHOLE, quiet: float = 0.25) -> float | None:
        """Milliseconds from the keys to the last change of a region; None when nothing changed.

        Waits until the child wrote nothing for `quiet` seconds, which must be shorter than a cursor blinks.
        """
        self.settle(0.02)
        before, changed = self._picture(region), 0.0
        pressed = self.send(keys)
        self._listen(quiet)
        for at in self._draw():
            now = self._picture(region)
            if now != before:
                before, changed = now, at
        return (changed - pressed) * 1000 if changed else None

    def send(self, keys: str) -> float:
        """Send keys and wait for nothing; the moment they were sent."""
        now = monotonic()
        os.write(self._fd, keys.encode())
        return now

    def settle(self, quiet: float, seconds: float = 20) -> None:
        """Draw what comes until nothing came for `quiet` seconds."""
        self._listen(quiet, seconds)
        for _ in self._draw():
            pass

    def peak_megabytes(self) -> float:
        """The most memory that the child ever held (Linux; 0 elsewhere)."""
        with suppress(OSError), open(f"/proc/{self._pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
        return 0.0

    def wait_for_end(self, seconds: float = 20) -> None:
        """Read until the child has closed its terminal."""
        end = monotonic() + seconds
        while monotonic() < end and (self._read(0.05) or not self._closed()):
            self._output.clear()

    def _closed(self) -> bool:
        return bool(select.select([self._fd], [], [], 0)[0]) and not self._read(0)

    def _listen(self, quiet: float, seconds: float = 20) -> None:
        end = monotonic() + seconds
        while monotonic() < end and self._read(quiet):
            pass

    def _read(self, seconds: float) -> bool:
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            # how Linux says that the child has gone
            return False
        self._output.append((monotonic(), data))
        return bool(data)

    def _draw(self) -> Iterator[float]:
        """Draw what was read piece by piece; yields the moment each was read."""
        while self._output:
            at, data = self._output.popleft()
            self._stream.feed(_ODD.sub("", self._decode(data)))
            yield at

    def _picture(self, region: Region) -> list[object]:
        buffer = self.screen.buffer
        return [
            buffer[y][x] for y in range(region.top, region.bottom) for x in range(region.left, region.right)
        ]


def rolodex_command(book: Path) -> list[str]:
    """The app on a book, run from the checkout by this interpreter."""
    return [sys.executable, "-m", "rolodex", "--book", str(book)]
