"""Between the key that opens a dialog and the dialog: what is typed meanwhile is kept for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

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
        self._holder = object()

    def hold(self) -> object:
        """From now on keys are kept. The answer stands for who held them last."""
        if self._kept is None:
            self._kept = deque()
        self._holder = object()
        return self._holder

    def is_held_by(self, holder: object) -> bool:
        """Whether nobody held the keys after that one did."""
        return self._holder is holder

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


def _keeping(screen: Screen[Any]) -> _Keeping:
    app: _Keeping = screen.app  # type: ignore[assignment]
    return app


def hold_keys(screen: Screen[Any]) -> object:
    """Keep what is typed from now on, for a dialog that will open; the answer is for `release_keys`."""
    return _keeping(screen).keeper.hold()


async def release_keys(screen: Screen[Any], holder: object = None) -> None:
    """Give the keys back; with a holder unless somebody held them later, for a dialog of their own."""
    if holder is None or _keeping(screen).keeper.is_held_by(holder):
        await _keeping(screen).release_keys()


def keep_key(screen: Screen[Any], event: events.Key) -> bool:
    """Whether a key that reached a widget is kept for a dialog that opens: of some typed in one burst the
    first opens it, and the others are on their way by then."""
    return _keeping(screen).keeper.keep(events.Key(event.key, event.character))


def forget_keys(screen: Screen[Any]) -> None:
    """Drop what was typed ahead for another program, which read the terminal itself: it is no key of ours."""
    _keeping(screen).keeper.forget()


Where = TypeVar("Where", bound=Screen[Any])
Given = ParamSpec("Given")


def opens_dialog(
    action: Callable[Concatenate[Where, Given], Coroutine[Any, Any, None]],
) -> Callable[Concatenate[Where, Given], Worker[None]]:
    """Make an action a worker; keys are kept from its start until its dialog is `Opened`, or it ends."""

    @wraps(action)
    def start(self: Where, /, *args: Given.args, **more: Given.kwargs) -> Worker[None]:
        holder = hold_keys(self)

        async def run() -> None:
            try:
                await action(self, *args, **more)
            finally:
                await release_keys(self, holder)

        return self.run_worker(run())

    return start
