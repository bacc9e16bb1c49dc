"""The app under test, driven by keys and clicks."""

from __future__ import annotations

from textual import _wait

# Textual's pilot sleeps so many seconds, twice a key, until the process is idle. These tests wait for states
# of the app besides, so that a shorter sleep loses nothing; the 20 ms it has would be minutes of them.
_wait.SLEEP_GRANULARITY = 0.002
