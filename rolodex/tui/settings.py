"""What a person chose once and keeps: the theme, and keys of their own. One JSON file, written whole."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_config_path

from rolodex.model import BadInput


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a person."""

    theme: str = "rolodex-dark"
    keys: dict[str, str] = field(default_factory=dict)
    """Action id -> keys as Textual names them, in place of the built-in ones."""
    others: dict[str, object] = field(default_factory=dict)
    """What else stands in the file: kept as it is."""


def settings_file() -> Path:
    """Where the settings are."""
    return user_config_path("rolodex") / "settings.json"


def load(path: Path) -> Settings:
    """The settings; the built-in ones where there is no file. Raises BadInput for one that can't be read."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise BadInput(
            f"{path} can't be read ({error}): your settings are left alone and not used."
        ) from error
    if not isinstance(content, dict):
        raise BadInput(f"{path} holds no settings: it must be one JSON object. It is left alone.")
    theme, keys = content.get("theme"), content.get("keys")
    return Settings(
        theme if isinstance(theme, str) else Settings().theme,
        {str(id): str(key) for id, key in keys.items()} if isinstance(keys, dict) else {},
        {name: value for name, value in content.items() if name not in ("theme", "keys")},
    )


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole, then rename. Raises OSError where the folder can't be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(
        json.dumps({**settings.others, "theme": settings.theme, "keys": settings.keys}, indent=2) + "\n",
        "utf-8",
    )
    os.replace(part, path)
