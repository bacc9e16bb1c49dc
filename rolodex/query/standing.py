"""The terms of how well one knows people: `trust:>=know`, `known:met`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import ge, gt, le, lt, ne

from rolodex import knowing
from rolodex.model import BadInput
from rolodex.query.nodes import Known, Node, Not, Trusted
from rolodex.text import shown

_COMPARED: Mapping[str, Callable[[int, int], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "!=": ne}


class NotOne(Exception):
    """A value that the term does not take; what follows on its name in a sentence."""


def _trust(value: str, op: str) -> Node:
    level = _one(value, knowing.read_trust, list(knowing.TRUST))
    return Trusted(_among(level, op, list(knowing.TRUST)))


def _known(value: str, op: str) -> Node:
    """How strongly: `known:>=talked` is whom one at least talked to, `known:<met` whom one never met."""
    rising = list(reversed(list(knowing.WAYS)))
    way = _one(value, knowing.read_way, [*reversed(rising), knowing.NEVER])
    if way == knowing.NEVER:
        if op not in ("", "="):
            raise NotOne(f"takes no `{op}` before never")
        return Known(())
    if op in ("<", "<="):
        # who is known so at most is known in no stronger way
        return Not(Known(_some(way, ">=" if op == "<" else ">", rising)))
    if op == "!=":
        return Not(Known((way,)))
    return Known(_some(way, op, rising))


def _some(way: str, op: str, rising: Sequence[str]) -> tuple[str, ...]:
    ways = _among(way, op, rising)
    if not ways:
        raise NotOne(f"knows no way stronger than {way}")
    return ways


TERMS: Mapping[str, Callable[[str, str], Node]] = {"trust": _trust, "known": _known}
"""By name; each reads a value that is not blank behind a comparison, and raises NotOne."""


def _one(value: str, read: Callable[[str], str], choices: Sequence[str]) -> str:
    try:
        found = read(value)
    except BadInput:
        found = ""
    if not found:
        short = shown(value if len(value) <= 40 else f"{value[:39]}…")
        raise NotOne(f"takes {', '.join(choices[:-1])} or {choices[-1]}, not `{short}`")
    return found


def _among(one: str, op: str, rising: Sequence[str]) -> tuple[str, ...]:
    compare = _COMPARED.get(op)
    if compare is None:
        return (one,)
    return tuple(other for other in rising if compare(rising.index(other), rising.index(one)))
