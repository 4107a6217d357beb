"""A phone number as it is looked for: digits alone, however somebody writes it. Pure."""

import re
import unicodedata

from helpdesk.kernel.text import without_directions

TAIL = 4
_LEAST = 7
"""Digits of the shortest number that anybody can be called by."""

_PLAIN = re.compile(r"1[3-9]\d{9}", re.ASCII)
_MOBILE = re.compile(r"(?:00|\+)?(?:86)?(1[3-9]\d{9})")
_EXTENSION = re.compile(r"(?:转|ext\.?|#|,|x).*$", re.IGNORECASE)
_APART = re.compile(r"[\s()\-–—.·]+")


def plain_phone(text: str) -> str:
    """13812345678 for 「+86 138-1234-5678 转 12」; empty for what cannot be a whole number.

    A mobile goes by its eleven digits: country code and a platform's extension are dropped. A
    landline keeps its area code, and what stands behind it.
    """
    if _PLAIN.fullmatch(text):
        return text
    bare = _APART.sub("", _EXTENSION.sub("", _half(text)))
    found = _MOBILE.match(bare)
    if found:
        return found[1]
    digits = bare.removeprefix("+")
    return digits if digits.isdecimal() and len(digits) >= _LEAST else ""


def tail_of(text: str) -> str:
    """Its last four digits, also of a number whose middle a platform has starred out."""
    whole = plain_phone(text)
    if whole:
        return whole[-TAIL:]
    found = re.search(rf"\*\D*(\d{{{TAIL}}})$", _APART.sub("", _EXTENSION.sub("", _half(text))))
    return found[1] if found else ""


def _half(text: str) -> str:
    return unicodedata.normalize("NFKC", without_directions(text)).strip()
