"""Money as somebody types it or a table has it, in whole fen; the one reader of it. Pure.

Nothing is guessed: what is not plainly a sum is refused with the reason, never rounded.
"""

import re
import unicodedata
from enum import StrEnum

MOST_SIGNS = 4_000
"""Python itself refuses to read more than 4,300 digits, with an error of its own."""

SPACES = re.compile(r"\s+")
MARKED = re.compile(
    r"(?P<sign>[+-]?)\s*¥?\s*(?P<more>[+-]?)(?P<digits>[\d.,]+)\s*\u5143?", re.ASCII
)
# The last sign is yuan in Chinese. A comma stands before three digits or nowhere: 12,34.5 is a
# slip of the finger.
PLAIN = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d*)?|\.\d+", re.ASCII)


class Unmoney(StrEnum):
    """Why something is no sum."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    FRACTION = "fraction"  # parts of a fen: nobody can pay them
    NEGATIVE = "negative"


class NotMoney(ValueError):
    """What was typed is no sum; ``why`` says which of `Unmoney`."""

    def __init__(self, why: Unmoney) -> None:
        super().__init__(why.value)
        self.why = why


def plain(text: str) -> str:
    """Full-width digits as digits, every minus as one minus, no spaces around it."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-").strip()


def fen_in(text: str) -> int:
    """¥1,260.00, 30, .5, 30 元 or ３０．５ in fen; NotMoney."""
    bare = plain(text)
    if not bare:
        raise NotMoney(Unmoney.EMPTY)
    found = MARKED.fullmatch(bare)
    if (
        len(bare) > MOST_SIGNS
        or found is None
        or (found["sign"] and found["more"])
        or not PLAIN.fullmatch(found["digits"])
    ):
        raise NotMoney(Unmoney.UNREADABLE)
    whole, _, part = found["digits"].replace(",", "").partition(".")
    part = part.rstrip("0")
    if len(part) > 2:
        raise NotMoney(Unmoney.FRACTION)
    fen = int(whole or 0) * 100 + int(part.ljust(2, "0"))
    if fen and "-" in (found["sign"], found["more"]):
        raise NotMoney(Unmoney.NEGATIVE)
    return fen
