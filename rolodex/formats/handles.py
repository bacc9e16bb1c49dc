"""User names on services, as columns and URLs tell them."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from rolodex.formats.fieldtypes import NO, YES
from rolodex.model import BadInput, Handle
from rolodex.text import fit, one_line, shown

HOSTS = {
    "twitter.com": "x",
    "x.com": "x",
    "github.com": "github",
    "gitlab.com": "gitlab",
    "facebook.com": "facebook",
    "instagram.com": "instagram",
    "threads.net": "threads",
    "threads.com": "threads",
    "bsky.app": "bluesky",
    "t.me": "telegram",
    "tiktok.com": "tiktok",
    "youtube.com": "youtube",
    "reddit.com": "reddit",
    "medium.com": "medium",
    "xing.com": "xing",
    "keybase.io": "keybase",
    "orcid.org": "orcid",
}
_OTHERS = (
    *("mastodon", "discord", "slack", "skype", "signal", "whatsapp", "matrix", "wechat", "line", "snapchat"),
    *("pinterest", "twitch", "icq", "aim", "jabber"),
)
_ALSO_CALLED = {
    **{
        "twitter": "x",
        "xtwitter": "x",
        "twitterx": "x",
        "insta": "instagram",
        "bsky": "bluesky",
        "fb": "facebook",
    },
    **{"xmpp": "jabber", "fediverse": "mastodon"},
}
SERVICES = {service: service for service in ("linkedin", *HOSTS.values(), *_OTHERS)} | _ALSO_CALLED
"""What a column may call a service (letters only, lower case), and what the book calls it."""

_HOST_OF = {service: host for host, service in HOSTS.items()}
# What stands before the user name in the path of a profile.
_BEFORE = {"bluesky": "profile", "reddit": "user", "xing": "profile"}
# First parts of a path that are no user names.
_PAGES = frozenset(
    (
        *(
            "about",
            "channel",
            "company",
            "directory",
            "explore",
            "feed",
            "groups",
            "hashtag",
            "help",
            "home",
            "i",
        ),
        *("in", "intent", "jobs", "login", "messages", "p", "pages", "people", "post", "posts", "profile"),
        *(
            "profile.php",
            "pub",
            "public",
            "r",
            "reel",
            "reels",
            "school",
            "search",
            "settings",
            "share",
            "status",
        ),
        *("u", "user", "watch"),
    )
)
_NOBODY = YES | NO | frozenset(("na", "n/a", "none", "null", "nil", "tbd", "unknown"))
# The language of the member stands before the host, or behind the slug.
_LINKEDIN = re.compile(r"(?:https?://)?(?:[a-z]{1,3}\.)?linkedin\.com/in/([^/?#\s]+)", re.IGNORECASE)
_ON_LINKEDIN = re.compile(r"(?:https?://)?(?:[a-z]+\.)?linkedin\.com(?:/|$)", re.IGNORECASE)
_AT = re.compile(r"@[\w.-]+(@[\w-]+(\.[\w-]+)+)?")
_HANDLE = re.compile(r"@?[^\s@/?]+(?:@[^\s@/?]+)?$")


def handle_in_url(url: str) -> Handle | None:
    """The user name in the URL of a profile; None for any other page. The scheme may be missing."""
    if found := _LINKEDIN.match(url):
        slug = one_line(unquote(found[1]) if "%" in found[1] else found[1])
        return Handle("linkedin", slug) if slug else None
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if not (service := HOSTS.get(host)):
        return None
    path = [part for part in parts.path.split("/") if part]
    if (before := _BEFORE.get(service)) and path[:1] == [before]:
        path = path[1:]
    elif before or (path and path[0].lower() in _PAGES):
        return None
    # a longer path is a page of that person, and cutting it would lose what it points to
    if len(path) != 1:
        return None
    name = one_line(unquote(path[0])).removeprefix("@")
    return Handle(service, name) if name else None


def profile_of(handle: Handle) -> str:
    """The URL of a profile that reads back as the handle; empty for a service whose pages are not known."""
    host = "www.linkedin.com/in" if handle.service == "linkedin" else _HOST_OF.get(handle.service, "")
    before = f"/{_BEFORE[handle.service]}" if handle.service in _BEFORE else ""
    url = f"https://{host}{before}/{quote(handle.name, safe='')}"
    return url if host and handle_in_url(url) == handle else ""


def is_page_of_linkedin(url: str) -> bool:
    """Whether a URL, whose scheme may be missing, is of a page there: of a profile or any other."""
    return bool(_ON_LINKEDIN.match(url))


def account_key(handle: Handle) -> str:
    """The handle as it stands among the keys of a record."""
    name = handle.name.casefold()
    return f"linkedin:{name}" if handle.service == "linkedin" else f"handle:{handle.service}:{name}"


def read_handle(text: str) -> Handle:
    """What a person writes for one: `github/ada`, or the URL of a profile. Raises BadInput."""
    service, slash, name = text.partition("/")
    named = service.strip() and name.strip().removeprefix("@")
    if named and slash and "." not in service and ":" not in service:
        return Handle(service, name)
    if found := handle_in_url(text):
        return found
    raise BadInput(f"“{fit(shown(text), 60)}” is no handle. Write the service and the name: github/ada.")


def handle_in(cell: str, service: str) -> Handle | None:
    """The user name in a cell of a service's column (`@ada`, `ada`, a URL); None when it says something else.

    A URL of another service gives a handle there.
    """
    if (
        "://" in cell
        or cell.lower().startswith("www.")
        or (cell.count("/") and "." in cell.partition("/")[0])
    ):
        return handle_in_url(cell) or _on_a_server(cell, service)
    bare = cell.removeprefix("in/") if service == "linkedin" else cell
    if bare.casefold() in _NOBODY or not _HANDLE.match(bare) or not any(map(str.isalnum, bare)):
        return None
    return Handle(service, bare.removeprefix("@"))


def _on_a_server(url: str, service: str) -> Handle | None:
    """Mastodon has no host of its own: `https://server/@ada` is `ada@server`."""
    found = re.match(r"(?:https?://)?([^/\s@]+)/@([^/\s@?#]+)/?$", url) if service == "mastodon" else None
    return Handle(service, f"{found[2]}@{found[1].lower()}") if found else None


def handle_alone(word: str) -> Handle | None:
    """The user name that a word is: `@ada` on x, `@ada@server` on mastodon, `github/ada`, a profile's URL."""
    if at := _AT.fullmatch(word):
        return Handle("mastodon" if at[1] else "x", word.removeprefix("@"))
    service, slash, name = word.partition("/")
    if slash and name and "/" not in name and (known := SERVICES.get(service.casefold())):
        return Handle(known, name.removeprefix("@"))
    return handle_in_url(word)
