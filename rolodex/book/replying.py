"""The texts in which requests are answered: templates that ship, those of one's own, and their filling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rolodex.book import request_words
from rolodex.book.base import Base
from rolodex.book.introduction_drafts import TEMPLATES
from rolodex.model import BadInput, NotFound, Request
from rolodex.model.requests import State
from rolodex.store import settings, templates
from rolodex.templates import filled, placeholders
from rolodex.text import one_line, shown, storable

SHIPPED: Mapping[str, str] = {
    "only people I know": (
        "Hello {first_name},\n\n"
        "thank you for asking to connect on {service}. I only connect there with people I have met or talked"
        " to, or who come recommended by somebody I know, because then I can introduce them to others with"
        " confidence. If there is something particular you would like to talk about, please write to me at"
        " {work_email}: I read everything and gladly answer.\n\n"
        "With best regards,\n{my_name}"
    ),
    "welcome": (
        "Hello {first_name},\n\n"
        "good to hear from you; I have just accepted. If I can be of help to you with something, or you know"
        " whom I should meet, write to me at {work_email}.\n\n"
        "Best regards,\n{my_name}"
    ),
    "where from": (
        "Hello {first_name},\n\n"
        "thank you for your request on {service}. Please help my memory: where have we met, or what would"
        " you like to talk about?\n\n"
        "Best regards,\n{my_name}"
    ),
}
"""Those that every book has, by name, until it has one of its own of that name."""

DECIDES: Mapping[str, State] = {
    "only people I know": "declined",
    "welcome": "accepted",
    "where from": "waiting",
}
"""What becomes of a request that is answered with one of those that ship; others decide nothing."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A template filled in for a request."""

    name: str
    text: str
    """Empty where it could not be filled."""
    decides: State | None = None
    """What becomes of the request that is answered so."""
    problem: str = ""
    """A sentence that says why it could not be filled."""


_MINE = ("my_name", "work_email")


class Replying(Base):
    """Templates of replies."""

    def templates(self) -> dict[str, str]:
        """The texts by name: those that ship first, each as the person changed it."""
        stored = templates.listed(self._connection)
        own = {name: text for name, text in stored.items() if name not in TEMPLATES}
        return {**{name: own.pop(name, text) for name, text in SHIPPED.items()}, **own}

    def template(self, name: str) -> str:
        """The text of the template of that name, or of the only one that begins so. Raises NotFound."""
        return self.named_template(name)[1]

    def named_template(self, name: str) -> tuple[str, str]:
        """Name and text of the template of that name, or of the only one that begins so. Raises NotFound."""
        known = self.templates()
        wanted = one_line(name).casefold()
        found = [one for one in known if one.casefold() == wanted]
        found = found or [one for one in known if wanted and one.casefold().startswith(wanted)]
        if len(found) != 1:
            raise NotFound(f"There is no template “{shown(name)}”. There are: {shown(', '.join(known))}.")
        return found[0], known[found[0]]

    def keep_template(self, name: str, text: str) -> None:
        """Keep a template under a name, in place of the one it has; an empty text takes the own one away.

        Raises BadInput for a name that is empty or a placeholder that there is no value for.
        """
        named, kept = one_line(name), storable(text).strip()
        named = next((known for known in SHIPPED if known.casefold() == named.casefold()), named)
        if not named:
            raise BadInput("A template needs a name.")
        filled(kept, dict.fromkeys((*_values(Request(name="Ada")), *_MINE), ""))
        with self._change(f"{'keep' if kept else 'forget'} the template {shown(named)}"):
            templates.keep(self._connection, named, kept)

    def me(self) -> dict[str, str]:
        """Your own name and email as templates have them: `my_name`, `work_email`; empty where not said."""
        said = settings.read(self._connection, settings.ME) or {}
        return {name: said.get(name, "") for name in _MINE}

    def say_me(self, **values: str) -> None:
        """Keep `my_name` or `work_email`, for every template from now on."""
        kept = {name: one_line(text) for name, text in values.items() if name in _MINE}
        with self._change(""):
            settings.keep(self._connection, settings.ME, {**self.me(), **kept})

    def replies(self, request: Request) -> list[Filled]:
        """Every template filled in for a request."""
        found = []
        for name in self.templates():
            try:
                found.append(Filled(name, self.reply_to(request, name), DECIDES.get(name)))
            except BadInput as error:
                found.append(Filled(name, "", DECIDES.get(name), str(error)))
        return found

    def reply_to(self, request: Request, name: str) -> str:
        """The template of that name, filled in for a request. Values are text, whatever they hold.

        Raises NotFound for an unknown template, BadInput where your own name or email is needed and not said.
        """
        text = self.template(name)
        values = {**_values(request), **self.me()}
        lacking = [one for one in _MINE if one in placeholders(text) and not values[one]]
        if lacking:
            words = " and ".join(one.replace("_", " ") for one in lacking)
            raise BadInput(
                f"The template needs {words}. Say it once: in the app with M on the"
                " requests, in the shell with `rolodex request me --name NAME --email EMAIL`."
            )
        return filled(text, values)


def _values(request: Request) -> dict[str, str]:
    """What a template may say of a request."""
    return {
        "first_name": (request.name.split() or [""])[0],
        "name": request.name,
        "service": request_words.service(request) or "your service",
        "message": request.message,
        "recommended_by": request.by,
    }
