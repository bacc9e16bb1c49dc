"""`python -m rolodex`, the same as the command `rolodex`."""

from __future__ import annotations

from rolodex.cli import main

main()
