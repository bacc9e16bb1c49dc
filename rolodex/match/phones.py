"""Phone numbers as they are compared, however they were written."""

from __future__ import annotations

from functools import lru_cache

_LEAST = 7
"""Digits below which a number is an extension or a short code, and no one's own."""


@lru_cache(1 << 14)
def phone_keys(text: str) -> tuple[str, ...]:
    """What a number is known by: in E.164 (`+442079460000`), and its digits without the country.

    Only the digits where the country is not told, so that both ways to write one number have them in common.
    """
    # loaded when a number is compared: its data takes 30 ms
    import phonenumbers

    told = text.strip()
    # what is dialled for the + in most countries (ITU-T E.123)
    told = f"+{told[2:]}" if told.startswith("00") else told
    try:
        number = phonenumbers.parse(told, None)
    except phonenumbers.NumberParseException:
        digits = "".join([str(int(letter)) for letter in told if letter.isdecimal()]).lstrip("0")
        return (digits,) if len(digits) >= _LEAST else ()
    keys = (
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        str(number.national_number),
    )
    return tuple(key for key in keys if len(key) >= _LEAST)
