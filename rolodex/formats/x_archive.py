"""The files of X's (Twitter's) data archive: whom one follows, who follows, messages, and who is who.

They are scripts, `window.YTD.following.part0 = [ … ]`, and name people by the numbers of their accounts.
Names come from the tweets that mention people or answer them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from rolodex.formats.conversations import Conversations
from rolodex.formats.format import Format
from rolodex.formats.json_text import elements, head, listed, text
from rolodex.formats.sources import Source
from rolodex.model import BadInput, Clues, Contact, Handle, Reading, Record, Skipped
from rolodex.text import one_line

_SCRIPT = re.compile(rb"(?:window\.)?YTD\.(\w+)\.part[0-9]+\s*=")
_MESSAGES = ("direct_messages", "direct_messages_group", "direct_message", "direct_message_group")
_TWEETS = ("tweets", "tweet", "note_tweet", "community_tweet", "deleted_tweets")
_LISTS = {
    "lists_created": "your own lists",
    "lists_member": "lists that others put you on",
    "lists_subscribed": "lists that you follow",
}
_SHUT_OUT = {"block": "whom you blocked", "mute": "whom you muted"}
_NUMBER = re.compile(r"[0-9]{1,20}")
_USER_NAME = re.compile(r"\w{1,50}", re.ASCII)
_LISTS_NAMED = 5


def _type(source: Source) -> str:
    """What kind of script of an archive it is; empty for any other file."""
    found = _SCRIPT.match(head(source))
    return found[1].decode("ascii", "replace") if found else ""


def recognises_following(source: Source) -> bool:
    """Whether it is the list of those whom one follows."""
    return _type(source) == "following"


def recognises_followers(source: Source) -> bool:
    """Whether it is the list of one's followers."""
    return _type(source) == "follower"


def recognises_messages(source: Source) -> bool:
    """Whether it holds direct messages, with one or with a group."""
    return _type(source) in _MESSAGES


def recognises_names(source: Source) -> bool:
    """Whether it tells who is who: the tweets, and the account itself."""
    return _type(source) in (*_TWEETS, "account")


def not_read(source: Source) -> str:
    """Why this script of an archive is not imported; empty if it is no such script."""
    kind = _type(source)
    if shut_out := _SHUT_OUT.get(kind):
        return f"nobody to bring in: X's {source.base_name} tells {shut_out}"
    if kind not in _LISTS:
        return ""
    urls = [text(element, "userListInfo", "url") for element in _elements(source)]
    names = [one_line(url.rstrip("/").rpartition("/")[2]) for url in urls if url]
    if not names:
        return "it is empty"
    named = ", ".join(f"“{name}”" for name in names[:_LISTS_NAMED])
    more = f" and {len(names) - _LISTS_NAMED} more" if len(names) > _LISTS_NAMED else ""
    return (
        f"{_LISTS[kind]}: {named}{more}. X does not write who is in them: save the members"
        " (`t list members NAME --csv`, or one handle a line) and import that with --tag"
    )


def _elements(source: Source) -> Iterator[Any]:
    if not _type(source):
        raise BadInput(f"{source.name} is no file of an X archive: it does not begin with “window.YTD.”.")
    return elements(source, behind=b"=")


def read_following(source: Source, today: date) -> Reading:
    """Those whom one follows, as numbers, with the tag `x/following`. Raises BadInput for another file."""
    return _accounts(source, "x-following", "following")


def read_followers(source: Source, today: date) -> Reading:
    """One's followers, as numbers, with the tag `x/follower`. Raises BadInput for another file."""
    return _accounts(source, "x-follower", "follower")


def _accounts(source: Source, format: str, kind: str) -> Reading:
    records, odd = [], 0
    for number, element in enumerate(_elements(source), start=1):
        id = text(element, kind, "accountId")
        if _NUMBER.fullmatch(id):
            contact = Contact(name="", tags=(f"x/{kind}",))
            records.append(Record(contact=contact, line=number, keys=(_key(id),)))
        else:
            odd += 1
    skipped = (Skipped(0, f"entries without the number of an account: {odd:,}"),) if odd else ()
    clues = Clues(service="x")
    return Reading(file=source.name, format=format, records=tuple(records), skipped=skipped, clues=clues)


def _key(id: str) -> str:
    return f"x-id:{id}"


def read_messages(source: Source, today: date) -> Reading:
    """Direct messages as talks between numbers. Raises BadInput for another file."""
    found = Conversations("x")
    number, undated = 0, 0
    for element in _elements(source):
        conversation = one_line(text(element, "dmConversation", "conversationId"))
        messages = [
            (number + at, message["messageCreate"])
            for at, message in enumerate(listed(element, "dmConversation", "messages"), start=1)
            if isinstance(message, dict) and isinstance(message.get("messageCreate"), dict)
        ]
        number += len(messages)
        for place, message in messages:
            parties = [id for id in (text(message, "senderId"), text(message, "recipientId")) if _is_id(id)]
            at = _time(text(message, "createdAt"))
            if not at or not parties or not conversation:
                undated += 1
                continue
            # of two, one may only have read
            parties += [id for id in conversation.split("-") if _is_id(id) and "-" in conversation]
            words = html.unescape(text(message, "text"))
            found.add(conversation, at, words, _key(parties[0]), map(_key, parties[1:]), place)
    left_out = {"messages without a day or a sender": undated} if undated else {}
    clues = Clues(service="x", talks=found.talks(), left_out=left_out)
    return Reading(file=source.name, format="x-messages", clues=clues)


def _is_id(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _time(text: str) -> datetime | None:
    """The time in UTC that `2020-10-01T12:00:00.000Z` says."""
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo and 1980 < at.year < 2100 else None
    except (ValueError, OverflowError):
        return None


def read_names(source: Source, today: date) -> Reading:
    """Who is who: of each number the handle and name in the newest tweet that has them, and one's own.

    Raises BadInput for another file.
    """
    newest: dict[str, tuple[int, Contact]] = {}
    mine: set[str] = set()
    for element in _elements(source):
        if isinstance(element, dict) and "account" in element:
            if _is_id(id := text(element, "account", "accountId")):
                mine.add(_key(id))
            continue
        tweet = element.get("tweet", element) if isinstance(element, dict) else None
        written = text(tweet, "id_str")
        age = int(written) if _is_id(written) else 0
        for id, handle, name in _mentioned(tweet):
            if id not in newest or newest[id][0] <= age:
                # an answer names nobody: the name of the same handle stands
                same = id in newest and newest[id][1].handles[0].name == handle
                name = name or (newest[id][1].name if same else handle)
                newest[id] = (age, Contact(name=name, handles=(Handle("x", handle),)))
    accounts = {_key(id): contact for id, (_, contact) in newest.items()}
    clues = Clues(service="x", mine=frozenset(mine), accounts=accounts)
    return Reading(file=source.name, format="x-names", clues=clues)


def _mentioned(tweet: Any) -> Iterator[tuple[str, str, str]]:
    """The number, handle and name (may be empty) of everybody whom a tweet mentions or answers."""
    id, handle = text(tweet, "in_reply_to_user_id_str"), text(tweet, "in_reply_to_screen_name")
    if _is_id(id) and _USER_NAME.fullmatch(handle):
        yield id, handle, ""
    for mention in listed(tweet, "entities", "user_mentions"):
        id, handle = text(mention, "id_str") or text(mention, "id"), text(mention, "screen_name")
        # -1 stands for who is gone
        if _is_id(id) and _USER_NAME.fullmatch(handle):
            yield id, handle, one_line(html.unescape(text(mention, "name")))


FOLLOWING = Format(
    "x-following", "following.js of X's archive", recognises_following, read_following, of_account=True
)
FOLLOWERS = Format(
    "x-follower", "follower.js of X's archive", recognises_followers, read_followers, of_account=True
)
MESSAGES = Format(
    "x-messages",
    "direct-messages.js of X's archive: who wrote with whom on which day",
    recognises_messages,
    read_messages,
    of_account=True,
)
NAMES = Format(
    "x-names",
    "tweets.js and account.js of X's archive: who is behind which number",
    recognises_names,
    read_names,
    of_account=True,
)
