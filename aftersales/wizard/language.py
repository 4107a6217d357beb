"""In which language the words for a buyer are proposed. Pure."""

import re
from collections.abc import Iterable

ZH, EN = "zh", "en"
CHINESE = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2}")


def language_for(chosen: str, said: Iterable[str], *, interface: str) -> str:
    """What somebody chose; else the buyer's own, by the newest message with words in it; else the
    one that the colleague reads the desk in."""
    if chosen in (ZH, EN):
        return chosen
    for words in said:
        if CHINESE.search(words):
            return ZH
        if LATIN.search(words):
            return EN
    return EN if interface.startswith(EN) else ZH
