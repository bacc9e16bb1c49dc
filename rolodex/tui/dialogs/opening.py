"""Between the key that opens a dialog and the dialog: what is typed meanwhile is kept for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Protocol, TypeVar

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker


class Opened(Message):
    """A dialog has the focus where its first key belongs."""


class KeyKeeper:
    """Keeps the keys that are typed while a dialog opens."""

    def __init__(self) -> None:
        self._kept: deque[events.Key] | None = None

    def hold(self) -> None:
        """From now on keys are kept."""
        if self._kept is None:
            self._kept = deque()

    def keep(self, event: events.Event) -> bool:
        """Whether the event was a key and is kept, to be handled later."""
        if self._kept is None or not isinstance(event, events.Key) or event.is_forwarded:
            return False
        self._kept.append(event)
        return True

    def forget(self) -> None:
        """Drop the keys that were kept: whom they were for never got them."""
        if self._kept is not None:
            self._kept.clear()

    async def release(self, handle: Callable[[events.Event], Coroutine[Any, Any, None]]) -> None:
        """Handle the kept keys in the order they were typed, and keep no more."""
        waiting, self._kept = self._kept or deque(), None
        while waiting:
            await handle(waiting.popleft())
            if self._kept is not None:
                # one of them opens a dialog itself: the others are for that one
                self._kept = deque([*waiting, *self._kept])
                return


class _Keeping(Protocol):
    keeper: KeyKeeper

    async def release_keys(self) -> None: ...


Where = TypeVar("Where", bound=Screen[Any])


def forget_keys(screen: Screen[Any]) -> None:
    """Drop what was typed ahead for another program, which read the terminal itself: it is no key of ours."""
    app: _Keeping = screen.app  # type: ignore[assignment]
    app.keeper.forget()


def opens_dialog(
    action: Callable[[Where], Coroutine[Any, Any, None]],
) -> Callable[[Where], Worker[None]]:
    """Make an action a worker; keys are kept from its start until its dialog is `Opened`, or it ends."""

    @wraps(action)
    def start(self: Where) -> Worker[None]:
        app: _Keeping = self.app  # type: ignore[assignment]
        app.keeper.hold()

        async def run() -> None:
            try:
                await action(self)
            finally:
                await app.release_keys()

        return self.run_worker(run())

    return start
