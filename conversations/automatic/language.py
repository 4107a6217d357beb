"""Whether a buyer is answered in English: by what they wrote, and by nothing else. Pure.

A product's name (iPhone 15 Pro) or a lone "hello" does not make anybody a reader of English, so
it takes three words, one of them such as only an English sentence has, and no Chinese character.
"""

import re
from collections.abc import Iterable

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
LEAST_WORDS = 3
TELLING = frozenset(
    "a an and are can could do does for have how i i'm in is it it's my of on or please"
    " the there this to what when where which will with you your".split()
)


def reads_english(words: Iterable[str]) -> bool:
    """Whether these messages of one buyer are English."""
    text = "\n".join(words)
    if HAN.search(text):
        return False
    found = [word.lower() for word in WORD.findall(text)]
    return len(found) >= LEAST_WORDS and not TELLING.isdisjoint(found)
