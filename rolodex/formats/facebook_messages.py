"""The messages of Facebook's download: who wrote with whom on which day, in threads of every year."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from rolodex.formats.conversations import Conversations, from_seconds
from rolodex.formats.draft import folded
from rolodex.formats.facebook import name_in, repaired
from rolodex.formats.format import Format
from rolodex.formats.json_text import head, listed, text, whole
from rolodex.formats.sources import Source
from rolodex.model import BadInput, Clues, Contact, Reading
from rolodex.text import one_line

_THREAD = re.compile(rb"\{\s*\"participants\"\s*:")
# threads of people whom one never answered
_UNANSWERED = ("filtered_threads", "message_requests", "spam")


def recognises(source: Source) -> bool:
    """Whether it is a thread: `message_1.json`, or one that was encrypted from end to end."""
    return _THREAD.match(head(source)) is not None and b'"messages"' in source.data


def read(source: Source, today: date) -> Reading:
    """One thread as talks between names. Raises BadInput for another file."""
    value = whole(source)
    if not isinstance(value, dict) or not isinstance(value.get("messages"), list):
        raise BadInput(f"{source.name} is no thread of Facebook's messages: it holds no “messages”.")
    thread, folder = _thread(source, value)
    if folder in _UNANSWERED:
        left_out = {"messages of people whom you never answered": len(value["messages"])}
        clues = Clues(service="facebook", talks=(), left_out=left_out)
        return Reading(file=source.name, format="facebook-messages", clues=clues)
    names = [_name(one) for one in listed(value, "participants")]
    found, undated = Conversations("facebook"), 0
    for number, message in enumerate(value["messages"], start=1):
        writer = name_in(message, "sender_name") or name_in(message, "senderName")
        at = from_seconds(_seconds(message))
        if not writer or at is None:
            undated += 1
            continue
        names.append(writer)
        words = repaired(text(message, "content") or text(message, "text"))
        found.add(thread, at, words, _key(writer), map(_key, filter(None, names)), number)
    accounts = {_key(name): Contact(name=name) for name in dict.fromkeys(names) if name}
    return Reading(
        file=source.name,
        format="facebook-messages",
        clues=Clues(
            service="facebook",
            accounts=accounts,
            talks=found.talks(),
            left_out={"messages without a day or a sender": undated} if undated else {},
        ),
    )


def _thread(source: Source, value: Any) -> tuple[str, str]:
    """What a thread is called in every export, and the folder that it is in."""
    path = one_line(repaired(text(value, "thread_path")))
    if path:
        folder, _, thread = path.rpartition("/")
        return thread, folder.rpartition("/")[2]
    parts = source.name.split("/")
    if re.match(r"message_[0-9]+\.json$", parts[-1]) and len(parts) > 2:
        return parts[-2], parts[-3]
    return re.sub(r"(?:_[0-9]+)?\.json$", "", parts[-1]), ""


def _name(participant: Any) -> str:
    if isinstance(participant, str):
        return one_line(repaired(participant))
    return name_in(participant, "name")


def _seconds(message: Any) -> object:
    if not isinstance(message, dict):
        return None
    milliseconds = message.get("timestamp_ms", message.get("timestamp"))
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return None
    try:
        return milliseconds / 1000
    except OverflowError:
        return None


def _key(name: str) -> str:
    return f"facebook:{folded(name)}"


FORMAT = Format(
    "facebook-messages",
    "the messages of Facebook's download: who wrote with whom on which day",
    recognises,
    read,
    of_account=True,
)
