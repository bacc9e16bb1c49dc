"""The names of lines and parameters that tell in a vCard what no standard has a name for."""

from __future__ import annotations

OWN = "X-ROLODEX-"
"""Begins the names of lines for what a contact has and no vCard knows."""

AS_URL = f"{OWN}URL"
"""The parameter of a URL that looks like the page of a user name and is to stay a URL."""

AS_GIVEN = f"{OWN}GIVEN"
"""The parameter of an N whose given name is one that was said: the name of who has none stands there, too."""
