"""The command line: each verb is a parse, a call of the book, and what it prints."""

from rolodex.cli.program import main

__all__ = ["main"]
