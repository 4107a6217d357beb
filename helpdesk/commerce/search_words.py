"""What somebody typed to find an order or a buyer, and what it may be. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from helpdesk.commerce.phone_numbers import TAIL, plain_phone
from helpdesk.kernel.text import without_directions

LEAST, MOST = 2, 64


@dataclass(frozen=True, slots=True)
class Sought:
    """Every reading of it; an empty one is not looked for."""

    number: str = ""
    number_tail: str = ""
    phone: str = ""
    phone_tail: str = ""
    nick: str = ""


def read(words: str) -> Sought | None:
    """「…7731」 and 「7731」 end a number or a phone; None for what is too short to look for."""
    seen = without_directions(words.replace("…", "").replace("\x00", ""))
    bare = unicodedata.normalize("NFKC", seen).strip()
    bare = bare.lstrip(".*").strip()[:MOST]
    if len(bare) < LEAST:
        return None
    number = re.sub(r"\s+", "", bare)
    return Sought(
        number=number,
        number_tail=number if len(number) == TAIL and number.isascii() else "",
        phone=plain_phone(bare),
        phone_tail=number if len(number) == TAIL and number.isdecimal() else "",
        nick=bare,
    )
