"""The parts of README.md that the program knows itself: `python -m tests.readme` writes them anew."""

from __future__ import annotations

from pathlib import Path

import click

from rolodex.cli.program import program
from rolodex.query import GRAMMAR
from rolodex.tui.actions import ACTIONS, COMMANDS, MOVES

README = Path(__file__).parent.parent / "README.md"


def filled(text: str) -> str:
    """The text of README.md with its tables of keys, commands, queries and verbs as they are now."""
    parts = (("keys", _keys()), ("commands", _commands()), ("grammar", _grammar()), ("verbs", _verbs()))
    for part, lines in parts:
        before, rest = text.split(f"<!-- {part} -->\n", 1)
        _, after = rest.split(f"<!-- /{part} -->", 1)
        table = "\n".join(lines)
        text = f"{before}<!-- {part} -->\n{table}\n<!-- /{part} -->{after}"
    return text


def _keys() -> list[str]:
    rows = [(_code(keys), about) for keys, about in MOVES]
    rows += [(_code(action.key), action.about) for action in ACTIONS]
    return ["| key | does |", "| --- | --- |", *(f"| {key} | {about} |" for key, about in rows)]


def _commands() -> list[str]:
    rows = [(_code(f"{command.name} {command.takes}"), command.about) for command in COMMANDS]
    return ["| command | does |", "| --- | --- |", *(f"| {command} | {about} |" for command, about in rows)]


def _grammar() -> list[str]:
    rows = [(_code(example.text), example.meaning) for example in GRAMMAR]
    return ["| query | finds |", "| --- | --- |", *(f"| {query} | {meaning} |" for query, meaning in rows)]


def _verbs() -> list[str]:
    context = click.Context(program, info_name="rolodex")
    lines = ["```"]
    for name in program.list_commands(context):
        command = program.get_command(context, name)
        assert command is not None
        pieces = command.collect_usage_pieces(click.Context(command, context, name))
        usage = " ".join(["rolodex", name, *pieces])
        lines.append(f"{usage:<44} {command.get_short_help_str(64)}")
    return [*lines, "```"]


def _code(text: str) -> str:
    escaped = text.replace("|", "\\|")
    return f"`{escaped}`"


if __name__ == "__main__":
    README.write_text(filled(README.read_text("utf-8")), "utf-8")
