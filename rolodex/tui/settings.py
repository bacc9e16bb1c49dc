"""What a person chose once and keeps: the theme, and keys of their own. One JSON file, written whole."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_config_path


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a person."""

    theme: str = "rolodex-dark"
    keys: dict[str, str] = field(default_factory=dict)
    """Action id -> keys as Textual names them, in place of the built-in ones."""


def settings_file() -> Path:
    """Where the settings are."""
    return user_config_path("rolodex") / "settings.json"


def load(path: Path) -> Settings:
    """The settings, or the built-in ones where there is no file or it can't be read."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(content, dict):
        return Settings()
    theme, keys = content.get("theme"), content.get("keys")
    return Settings(
        theme if isinstance(theme, str) else Settings().theme,
        {str(id): str(key) for id, key in keys.items()} if isinstance(keys, dict) else {},
    )


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole, then rename. Raises OSError where the folder can't be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps({"theme": settings.theme, "keys": settings.keys}, indent=2) + "\n", "utf-8")
    os.replace(part, path)
