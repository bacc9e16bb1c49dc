"""The rules of the screens, read once for all the apps of a test run: Textual reads them for each app."""

from __future__ import annotations

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

_Source = tuple[str, CSSLocation, bool, int, str]


class Rules(Stylesheet):
    """A stylesheet. What was read stays for the whole process, by the theme's colours."""

    _read: dict[tuple[tuple[str, str], ...], dict[_Source, list[RuleSet]]] = {}  # noqa: RUF012

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._known = self._of_theme(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        super().set_variables(variables)
        self._known = self._of_theme(variables)

    def _of_theme(self, variables: dict[str, str]) -> dict[_Source, list[RuleSet]]:
        return self._read.setdefault(tuple(sorted(variables.items())), {})

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        source = (css, read_from, is_default_rules, tie_breaker, scope)
        if source not in self._known:
            self._known[source] = super()._parse_rules(css, read_from, is_default_rules, tie_breaker, scope)
        return self._known[source]

    def reparse(self) -> None:
        """Take the rules of all sources, with the colours as they are now. Raises what `parse` raises."""
        self.parse()
