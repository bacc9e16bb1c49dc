"""Texts that people, files and other programs come up with, and that nothing may trip over."""

from __future__ import annotations

HOSTILE = {
    "markup": "Al [/] [home] [@click=app.quit]x",
    "escape sequence": "Al \x1b[31mred\x1b]0;title\x07",
    "right to left override": "Al \u202egnp.exe",
    "right to left": "عائشة بنت أحمد",
    "zero width joiners": "Al\u200d\u200c\u200b\ufeffma",
    "nul": "Al\0ma",
    "lone surrogate": "Al\ud800ma",
    "10,000 characters": "Al" + "m" * 9_997 + "a",
    "10,000 words": "al " * 9_999 + "ma",
    "emoji": "Al 👩‍🔬🏴󠁧󠁢󠁥󠁮󠁧󠁿🇳🇴",
    "combining marks": "A" + "\u0301" * 500 + "l",
    "line ends": "Al\r\nma\u2028Al\x85ma",
    "SQL": "Al'); DROP TABLE contact; --",
    "FTS5": 'Al" OR (ma* NEAR/2 NOT x) ^ -:',
    "a query": '#al/ma (company:"Al or -is:starred)',
    "percent signs and braces": "%s %(x)s {0} {x!r} $HOME `id`",
    "a formula": "=cmd|' /C calc'!A0",
    "private use": "Al \ue000ma\ue001 \U000f0000",
    "dots": "../../etc/passwd",
    "only marks": "\u0301\u200d",
    "only signs": "?!/#@",
}
"""By what is bad about them."""
