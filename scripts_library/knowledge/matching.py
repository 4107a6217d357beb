"""Whether a buyer's words ask what the shop has an answer for. Pure, and no guessing beyond that.

Both are brought into one form: one width and case, no blanks, no marks, and without the small words
with which the same question is put differently. Then either stands in the other, or enough of its
pairs of characters do.
"""

import re
import unicodedata
from collections.abc import Iterable

_MARKS = re.compile(r"[\W_]+")
_SMALL = re.compile(
    r"请问|你好|您好|在吗|亲|麻烦|想问一?下|问一?下|这个|那个|这件|那件|这款|那款|这条|一下|"
    r"有没有|会不会|是不是|能不能|可不可以|可以|什么|怎么样|[吗呢啊呀吧嘛哦的了么是会能我你您]"
)
ENOUGH = 0.6
"""The share of the question's pairs that must stand in the buyer's words."""
SHORTEST = 2


def folded(text: str) -> str:
    """Width, case, blanks and marks taken away."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def bare(text: str) -> str:
    """What is asked, without how it is put; what consists of such words alone stays as it is."""
    whole = folded(text)
    return _SMALL.sub("", whole) or whole


def pairs(text: str) -> set[str]:
    """Each two characters that stand side by side."""
    return {text[at : at + 2] for at in range(len(text) - 1)}


def likeness(said: str, ask: str) -> float:
    """From 0 to 1: how well some words of a buyer ask this. Below `ENOUGH` it is another matter."""
    said, ask = bare(said), bare(ask)
    if len(ask) < SHORTEST or len(said) < SHORTEST:
        return 0.0
    if ask in said:
        return 1.0
    if said in ask:
        return max(ENOUGH, len(said) / len(ask)) if len(said) > SHORTEST else 0.0
    of_ask = pairs(ask)
    return len(of_ask & pairs(said)) / len(of_ask)


def best_likeness(said: Iterable[str], asks: Iterable[str]) -> float:
    """The best of any of the buyer's messages with any way of asking; 0 where none is enough."""
    ways = list(asks)
    best = max((likeness(one, ask) for one in said for ask in ways), default=0.0)
    return best if best >= ENOUGH else 0.0
